using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Hosting;

/// <summary>
/// Says in one line now and then what is away. Everything that needs it fails until it is back; to say each failure
/// with its stack would fill the disk and bury the one line that matters.
/// </summary>
public sealed partial class Outages(ILogger<Outages> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Reports> known = new();

    /// <summary>Reports a failure that only means that a database is away; reports nothing and returns false when it means anything
    /// else.</summary>
    public bool TryReport(Exception failure)
    {
        if (DatabaseAway.Behind(failure) is not { } cause)
        {
            return false;
        }

        Report("The database", cause);
        return true;
    }

    /// <summary>Counts a failure, and reports it unless that was done a moment ago.</summary>
    public void Report(string what, Exception cause)
    {
        if (Due(what) is { } count)
        {
            Away(log, what, cause.GetBaseException().Message.ReplaceLineEndings(" "), count);
        }
    }

    /// <summary>Counts a failure; returns how many there were since the last report, or null when it is too early for another.</summary>
    public int? Due(string what) => known.GetOrAdd(what, _ => new Reports()).Take(Quiet);

    [LoggerMessage(9102, LogLevel.Error, "{What} does not answer: {Reason}; failures since the last report: {Count}")]
    private static partial void Away(ILogger logger, string what, string reason, int count);

    private sealed class Reports
    {
        private readonly Lock one = new();
        private long at;
        private int unreported;

        /// <summary>How many failures there were since the last report; null when it is too early for another.</summary>
        public int? Take(TimeSpan quiet)
        {
            lock (one)
            {
                unreported++;
                if (at != 0 && Stopwatch.GetElapsedTime(at) < quiet)
                {
                    return null;
                }

                (at, var count) = (Stopwatch.GetTimestamp(), unreported);
                unreported = 0;
                return count;
            }
        }
    }
}

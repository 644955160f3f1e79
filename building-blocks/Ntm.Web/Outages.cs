using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ntm.Web;

/// <summary>
/// Logs an unavailable dependency in one line every few seconds. Everything that needs it fails until it is back; to log each
/// failure with its stack would fill the disk and bury the one line that matters.
/// </summary>
public sealed partial class Outages(IEnumerable<OutageCause> causes, ILogger<Outages> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Reports> known = new();

    /// <summary>
    /// Reports a failure that means that a dependency is unavailable; returns false, and reports nothing, for any other failure.
    /// </summary>
    public bool TryReport(Exception failure)
    {
        var (name, cause) = causes.Select(kind => (kind.Name, kind.Behind(failure))).FirstOrDefault(found => found.Item2 is not null);
        if (cause is null)
        {
            return false;
        }

        Report(name, cause);
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

/// <summary>A dependency that can be unavailable, and how its failures are recognised.</summary>
/// <param name="Name">As the log names it.</param>
/// <param name="Behind">The dependency's own exception inside a failure; null when it is not the cause.</param>
public sealed record OutageCause(string Name, Func<Exception, Exception?> Behind);

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Pages.Work;

/// <summary>How much waits for a person.</summary>
/// <param name="Open">Open work.</param>
/// <param name="Unread">Notices not read.</param>
public sealed record WorkCount(int Open, int Unread);

/// <summary>
/// What waits for each person who has a page open. However many pages these are, the platform is asked once a person and interval: who
/// comes first asks, the others get the same answer.
/// </summary>
internal sealed class CountFeed(TimeProvider clock, IOptions<PortalOptions> options)
{
    private readonly ConcurrentDictionary<string, Entry> people = new(StringComparer.Ordinal);
    private long swept = clock.GetTimestamp();

    /// <summary>Time from one question about a person to the next.</summary>
    public TimeSpan Interval => options.Value.CountEvery;

    /// <summary>The last answer about a person; null where there is none.</summary>
    public WorkCount? Known(string person) => people.TryGetValue(person, out var entry) ? entry.Count : null;

    /// <summary>What waits for a person, at most an interval old; where the question fails, the answer before it.</summary>
    public async Task<WorkCount?> AskAsync(string person, Func<Task<WorkCount?>> ask, CancellationToken cancellation)
    {
        Sweep();
        var entry = people.GetOrAdd(person, _ => new Entry());
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            if (entry.AskedAt is not { } asked || clock.GetElapsedTime(asked) >= Interval)
            {
                entry.Count = await ask() ?? entry.Count;
                entry.AskedAt = clock.GetTimestamp();
            }

            return entry.Count;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Forgets those about whom nobody asked for some intervals.</summary>
    private void Sweep()
    {
        if (clock.GetElapsedTime(Interlocked.Read(ref swept)) < Interval)
        {
            return;
        }

        Interlocked.Exchange(ref swept, clock.GetTimestamp());
        foreach (var (person, entry) in people)
        {
            if (entry.AskedAt is { } asked && clock.GetElapsedTime(asked) > 10 * Interval)
            {
                people.TryRemove(KeyValuePair.Create(person, entry));
            }
        }
    }

    private sealed class Entry : IDisposable
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public WorkCount? Count { get; set; }

        /// <summary>Timestamp of the last question; null before the first.</summary>
        public long? AskedAt { get; set; }

        public void Dispose() => Gate.Dispose();
    }
}

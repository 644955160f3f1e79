using System.Diagnostics;

namespace Ntm.Notifications.Delivery;

/// <summary>What a process remembers of a subscription that it sends for.</summary>
internal sealed class Lane
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock one = new();
    private TimeSpan? next;
    private TimeSpan pause;
    private TimeSpan pausedUntil;

    private (long Position, long To) scanned;

    /// <summary>The round of sending that runs; null while none does.</summary>
    public Task? Running { get; set; }

    public bool IsRunning => Running is { IsCompleted: false };

    /// <summary>Whether the endpoint failed last.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Whether the lane waits because its last round could not be written.</summary>
    public bool IsPaused => Now < pausedUntil;

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>From where the feed is to be read on. That there was nothing for a subscription is remembered here alone, so that a narrow
    /// filter costs no write for each event of others.</summary>
    /// <param name="position">Where its cursor stands; somebody may have put it back.</param>
    public long ScannedFrom(long position) => position == scanned.Position ? Math.Max(position, scanned.To) : position;

    /// <summary>There is nothing for it up to here.</summary>
    public void Scanned(long position, long to) => scanned = (position, to);

    /// <summary>The next request's turn by the subscription's rate; a tenth of a second may be saved up.</summary>
    public Task TurnAsync(int ratePerSecond, CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (one)
        {
            var (now, step) = (Now, TimeSpan.FromSeconds(1.0 / ratePerSecond));
            var earliest = now - TimeSpan.FromMilliseconds(100);
            var turn = next is { } due && due > earliest ? due : earliest;
            next = turn + step;
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, TimeProvider.System, cancellation) : Task.CompletedTask;
    }

    /// <summary>What was sent could not be written and will be sent again, each time after a longer pause.</summary>
    public void Pause()
    {
        pause = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : pause * 2;
        pause = pause > LongestPause ? LongestPause : pause;
        pausedUntil = Now + pause;
    }

    public void Resume() => pause = TimeSpan.Zero;
}

using System.Diagnostics;

namespace Ntm.Hosting;

/// <summary>
/// The clock of a service whose database is a server's: the server's own, carried on by the machine's counter since it was
/// last asked. However wrong a replica's clock is, all replicas of a service live at the same time.
/// </summary>
public sealed class DatabaseClock : TimeProvider
{
    /// <summary>
    /// An answer that is earlier than the last by more than this means that the database's clock was set back; less is jitter.
    /// </summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(5);

    private Reading? last;
    private long latest;

    /// <summary>
    /// The machine's time until the database has answered once. After that it never goes back, unless the database was set back.
    /// </summary>
    public override DateTimeOffset GetUtcNow()
    {
        if (Volatile.Read(ref last) is not { } reading)
        {
            return base.GetUtcNow();
        }

        var (now, before) = (reading.Now.UtcTicks, Volatile.Read(ref latest));
        while (now > before && Interlocked.CompareExchange(ref latest, now, before) is var other && other != before)
        {
            before = other;
        }

        return new DateTimeOffset(Math.Max(now, before), TimeSpan.Zero);
    }

    /// <summary>Whether a clock knows the authoritative time: the database clock after its first answer, any other clock always.</summary>
    public static bool IsKnown(TimeProvider clock) => clock is not DatabaseClock { last: null };

    /// <summary>
    /// Sets the clock to the database's answer. The round trip is not added, so the clock may be late by that much. When an answer
    /// took longer than the one before, the clock stands still for the difference instead of going back.
    /// </summary>
    /// <returns>How far the machine's clock is ahead; negative when it is behind.</returns>
    public TimeSpan SetTo(DateTimeOffset at)
    {
        Volatile.Write(ref last, new Reading(at, Stopwatch.GetTimestamp()));
        if (Volatile.Read(ref latest) - at.UtcTicks > Jitter.Ticks)
        {
            Volatile.Write(ref latest, at.UtcTicks);
        }

        return base.GetUtcNow() - GetUtcNow();
    }

    private sealed record Reading(DateTimeOffset At, long Stamp)
    {
        public DateTimeOffset Now => At + Stopwatch.GetElapsedTime(Stamp);
    }
}

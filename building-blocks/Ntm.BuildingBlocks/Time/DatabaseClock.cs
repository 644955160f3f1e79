using System.Diagnostics;

namespace Ntm.BuildingBlocks.Time;

/// <summary>
/// The clock of a service whose database is a server's: the server's own, carried on by the machine's counter since it was
/// last asked. However wrong a replica's clock is, all replicas of a service live at the same time.
/// </summary>
public sealed class DatabaseClock : TimeProvider
{
    private Reading? last;

    public override TimeZoneInfo LocalTimeZone => LegalTime.Zone;

    /// <summary>The machine's time until the database was asked once.</summary>
    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref last) is { } reading ? reading.At + Stopwatch.GetElapsedTime(reading.Stamp) : base.GetUtcNow();

    /// <summary>Whether a clock tells the time that counts: a database's does once it was asked, any other always.</summary>
    public static bool Tells(TimeProvider clock) => clock is not DatabaseClock { last: null };

    /// <summary>
    /// Puts the clock to what the database said. What the answer took on its way is not added: this clock may be late by that
    /// much and is never early, and neither is a deadline's timer.
    /// </summary>
    /// <returns>How far the machine's clock is ahead; negative when it is behind.</returns>
    public TimeSpan SetTo(DateTimeOffset at)
    {
        Volatile.Write(ref last, new Reading(at, Stopwatch.GetTimestamp()));
        return base.GetUtcNow() - GetUtcNow();
    }

    private sealed record Reading(DateTimeOffset At, long Stamp);
}

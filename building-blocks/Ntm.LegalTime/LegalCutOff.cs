namespace Ntm.LegalTime;

/// <summary>
/// A cut-off that the law words as "trước ngày D": it ends at 00:00 of that day in the legal zone, to the instant.
/// Working days, holidays and office hours do not move it; for a period counted in working days
/// see <see cref="WorkingDayCalendar.EndOfPeriod"/>.
/// </summary>
/// <param name="Day">The day before which the act must be done; an act on it is late.</param>
public readonly record struct LegalCutOff(DateOnly Day)
{
    /// <summary>The cut-off "trước ngày <paramref name="day"/>/<paramref name="month"/>" of a year.</summary>
    public static LegalCutOff Before(int year, int month, int day) => new(new DateOnly(year, month, day));

    /// <summary>The first instant that is too late, in UTC.</summary>
    public DateTimeOffset Instant => VietnamTime.StartOf(Day);

    /// <summary>Whether an act at <paramref name="instant"/> is in time: strictly before <see cref="Instant"/>.</summary>
    public bool Accepts(DateTimeOffset instant) => instant < Instant;

    /// <summary>Time left; negative once the cut-off has passed.</summary>
    public TimeSpan TimeLeft(DateTimeOffset now) => Instant - now;

    public override string ToString() => $"trước 00:00 ngày {VietnamTime.Display(Day)}";
}

namespace Ntm.LegalTime;

/// <summary>
/// The working days of public bodies in Viet Nam: Monday to Friday without public holidays and days off in lieu, and with the
/// Saturdays that are worked in exchange. The days are dated data; a day outside the years of the data is refused and never guessed.
/// </summary>
public sealed class WorkingDayCalendar
{
    private static readonly Lazy<WorkingDayCalendar> Embedded = new(() => CalendarFile.LoadEmbedded());
    private readonly Dictionary<DateOnly, CalendarDay> days;

    internal WorkingDayCalendar(int firstYear, int lastYear, IEnumerable<CalendarDay> days)
    {
        FirstDay = new DateOnly(firstYear, 1, 1);
        LastDay = new DateOnly(lastYear, 12, 31);
        this.days = days.ToDictionary(d => d.Date);
    }

    /// <summary>The calendar that the product ships.</summary>
    /// <exception cref="CalendarDataException">The shipped data is damaged; all its faults are named.</exception>
    public static WorkingDayCalendar VietNam => Embedded.Value;

    /// <summary>First day about which the calendar can be asked.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Last day about which the calendar can be asked.</summary>
    public DateOnly LastDay { get; }

    /// <summary>Whether the calendar has data for <paramref name="day"/>.</summary>
    public bool Covers(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <summary>Why a day differs from the ordinary week; null for an ordinary day.</summary>
    /// <exception cref="CalendarRangeException">The day lies outside the data.</exception>
    public CalendarDay? Special(DateOnly day) => days.GetValueOrDefault(Covered(day));

    /// <summary>Whether public bodies work on <paramref name="day"/>.</summary>
    /// <exception cref="CalendarRangeException">The day lies outside the data.</exception>
    public bool IsWorkingDay(DateOnly day) =>
        Special(day) is { } special
            ? special.Kind == CalendarDayKind.WorkedInExchange
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>
    /// The <paramref name="count"/>-th working day after <paramref name="day"/>, or before it when negative.
    /// The day itself does not count (Bộ luật Dân sự 2015, Điều 147); zero gives the day itself.
    /// </summary>
    /// <exception cref="CalendarRangeException">The count leads outside the data.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int count) =>
        TryAddWorkingDays(day, count, out var reached) ? reached : throw new CalendarRangeException(reached, FirstDay, LastDay);

    /// <summary>The same; false when the count leads outside the data, and then <paramref name="reached"/> is the first day
    /// outside.</summary>
    public bool TryAddWorkingDays(DateOnly day, int count, out DateOnly reached)
    {
        var step = Math.Sign(count);
        reached = day;
        for (var left = Math.Abs(count); left > 0 && Covers(reached); )
        {
            reached = reached.AddDays(step);
            left -= Covers(reached) && IsWorkingDay(reached) ? 1 : 0;
        }

        return Covers(reached);
    }

    /// <summary>
    /// How many working days lie after <paramref name="from"/> up to and including <paramref name="to"/>;
    /// negative when <paramref name="to"/> is the earlier one.
    /// </summary>
    /// <exception cref="CalendarRangeException">One of the days lies outside the data.</exception>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        Covered(from);
        Covered(to);
        return Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(n => IsWorkingDay(from.AddDays(n)));
    }

    /// <summary>
    /// The first instant after a period of <paramref name="workingDays"/> that began on <paramref name="start"/>:
    /// the period lasts until the end of its last working day.
    /// </summary>
    /// <exception cref="CalendarRangeException">The period leads outside the data.</exception>
    public DateTimeOffset EndOfPeriod(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workingDays);
        return VietnamTime.EndOf(AddWorkingDays(start, workingDays));
    }

    private DateOnly Covered(DateOnly day) => Covers(day) ? day : throw new CalendarRangeException(day, FirstDay, LastDay);
}

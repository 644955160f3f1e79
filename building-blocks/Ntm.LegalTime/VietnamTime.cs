namespace Ntm.LegalTime;

/// <summary>
/// The legal zone of Viet Nam: UTC+7 all year, no daylight saving. A legal day runs from 00:00 to 24:00 in it.
/// The zone is built in, so that an answer never depends on the machine's own time zone data.
/// </summary>
public static class VietnamTime
{
    /// <summary>Distance of the legal zone from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The legal day on which <paramref name="instant"/> falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The legal day at this moment.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The first instant of a legal day, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>The first instant after a legal day, in UTC: who acts before it acts on that day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>Day and hour as people read them: <c>09:30 ngày 10/04/2023</c>.</summary>
    public static string Display(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("HH:mm 'ngày' dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A legal day as people read it: <c>10/04/2023</c>.</summary>
    public static string Display(DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Time left until a deadline, in its two largest units: <c>còn 3 ngày 4 giờ</c>, <c>quá hạn 2 giờ</c>.</summary>
    public static string TimeLeft(DateTimeOffset now, DateTimeOffset deadline)
    {
        if (now == deadline)
        {
            return "vừa hết hạn";
        }

        var span = deadline - now;
        return (span > TimeSpan.Zero ? "còn " : "quá hạn ") + LargestUnits(span.Duration());
    }

    private static string LargestUnits(TimeSpan span) =>
        span switch
        {
            { Days: > 0, Hours: > 0 } => $"{span.Days} ngày {span.Hours} giờ",
            { Days: > 0 } => $"{span.Days} ngày",
            { Hours: > 0, Minutes: > 0 } => $"{span.Hours} giờ {span.Minutes} phút",
            { Hours: > 0 } => $"{span.Hours} giờ",
            { Minutes: > 0 } => $"{span.Minutes} phút",
            _ => "dưới 1 phút",
        };
}

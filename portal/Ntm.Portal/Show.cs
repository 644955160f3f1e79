using System.Globalization;
using System.Text.RegularExpressions;
using Ntm.LegalTime;

namespace Ntm.Portal;

/// <summary>Dates, times and numbers as Vietnamese readers write them.</summary>
internal static partial class Show
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly string[] DayForms = ["d/M/yyyy", "yyyy-MM-dd"];
    private static readonly string[] TimeForms = ["H:mm", "H'h'mm"];

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset instant) => Day(VietnamTime.DayOf(instant));

    public static string Instant(DateTimeOffset instant) =>
        instant.ToOffset(VietnamTime.Offset).ToString("HH:mm, dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The last day that is not too late, of the first instant that is.</summary>
    public static string LastDay(DateTimeOffset due) => Day(due.AddTicks(-1));

    /// <summary>Working days from a day to the last one before an instant, the day itself not counted; null beyond the calendar.</summary>
    public static int? WorkingDays(DateOnly from, DateTimeOffset due)
    {
        var (calendar, last) = (WorkingDayCalendar.VietNam, VietnamTime.DayOf(due.AddTicks(-1)));
        return last >= from && calendar.Covers(from) && calendar.Covers(last) ? calendar.WorkingDaysBetween(from, last) : null;
    }

    public static string Number(decimal number) => number.ToString("#,##0.##########", Vietnamese);

    /// <summary>As a form's field takes and gives it.</summary>
    public static string Input(decimal? number) => number?.ToString("0.##########", Vietnamese) ?? "";

    /// <summary>As the API and an address take it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Size(long bytes) =>
        bytes < 1024 * 1024 ? $"{Number(Math.Max(1, bytes / 1024))} KB" : $"{Number(Math.Round(bytes / 1048576m, 1))} MB";

    /// <summary>Reads a day as people type it, <c>05/09/2026</c> or <c>5/9/2026</c>, or as an address has it, <c>2026-09-05</c>; null for
    /// anything else.</summary>
    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Reads a time of day as people type it: <c>7:30</c>, <c>07:30</c>, <c>7h30</c>; null for anything else.</summary>
    public static TimeOnly? ReadTime(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The beginning and the end of a hash, enough to compare by eye.</summary>
    public static string Hash(string hash) => hash.Length < 12 ? hash : $"{hash[..4]} … {hash[^4..]}";

    /// <summary>Reads a number as people type it: <c>3.200</c>, <c>0,38</c>; null for anything else. A point stands before three digits
    /// only, or 7.5 would be read as 75.</summary>
    public static decimal? ReadNumber(string? text)
    {
        var typed = text?.Trim().Replace(" ", "", StringComparison.Ordinal) ?? "";
        return Written().IsMatch(typed) && decimal.TryParse(typed, NumberStyles.Number, Vietnamese, out var number) ? number : null;
    }

    [GeneratedRegex(@"^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")]
    private static partial Regex Written();
}

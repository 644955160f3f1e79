using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Dates;

/// <summary>Reads when something is due from the words of a plan; what is not plain is refused, nothing is guessed.</summary>
internal static partial class DueText
{
    private const string Year = @"(?:(?:[/-]| năm )(?<y>[0-9]{4}))?";
    private const string Date = @"(?:ngày )?(?<d>[0-9]{1,2})(?:[/-]| tháng )(?<m>[0-9]{1,2})" + Year;

    private static readonly (Regex Form, Func<Match, DueContext, Due?> Read)[] Forms =
    [
        (BeforeInstant(), Instant),
        (BeforeDay(), (match, context) => At(DueKind.BeforeDay, DayOf(match, context))),
        (ByEndOfDay(), (match, context) => At(DueKind.ByEndOfDay, DayOf(match, context))),
        (WithinMonth(), (match, context) => At(DueKind.WithinMonth, LastOf(YearOf(match, context), Number(match, "m")))),
        (WithinQuarter(), (match, context) => At(DueKind.QuarterEnd, LastOf(YearOf(match, context), 3 * QuarterOf(match)))),
        (WithinYear(), (match, context) => At(DueKind.WithinPeriod, LastOf(YearOf(match, context), 12))),
        (WithinSpan(), (match, context) => At(DueKind.WithinPeriod, DayOf(match, context))),
    ];

    /// <summary>Reads words, e.g. <c>trước ngày 30/4/2021</c>, which the due keeps.</summary>
    public static Result<Due> Read(string words, DueContext context)
    {
        var composed = ComposedText.Compose(words).Trim();
        if (composed.Length > DueErrors.Longest)
        {
            return DueErrors.TooLong;
        }

        var plain = Blank().Replace(composed, " ").TrimEnd('.', ',', ';', ' ').ToLowerInvariant();
        var due = Peak().IsMatch(plain)
            ? context.Peak is { } peak
                ? At(DueKind.WithinPeriod, peak.To)
                : null
            : OfForm(plain, context);
        if (due is null)
        {
            return Peak().IsMatch(plain) ? DueErrors.NoPeriod
                : Forms.Any(form => form.Form.IsMatch(plain)) ? DueErrors.NoSuchDay(composed)
                : DueErrors.Unclear(composed);
        }

        return due with
        {
            Text = composed,
        };
    }

    /// <summary>Standard words of a due that has none of its own; they read as the same due in every plan.</summary>
    public static string WordsOf(Due due)
    {
        var day = due.Day is { } named ? named.ToString("d/M/yyyy", CultureInfo.InvariantCulture) : "";
        return due switch
        {
            { Kind: DueKind.None } or { Day: null } => "",
            { Kind: DueKind.BeforeDay } => $"trước ngày {day}",
            { Kind: DueKind.BeforeInstant, Time: { } time } => string.Create(
                CultureInfo.InvariantCulture,
                $"trước {time.Hour} giờ {time.Minute:00} ngày {day}"
            ),
            { Kind: DueKind.WithinMonth, Day: { } month } => string.Create(
                CultureInfo.InvariantCulture,
                $"trong tháng {month.Month}/{month.Year}"
            ),
            { Kind: DueKind.QuarterEnd, Day: { } quarter } => string.Create(
                CultureInfo.InvariantCulture,
                $"trong quý {Roman[(quarter.Month - 1) / 3]}/{quarter.Year}"
            ),
            { Kind: DueKind.WithinPeriod, Day: { Month: 12, Day: 31 } year } => string.Create(
                CultureInfo.InvariantCulture,
                $"trong năm {year.Year}"
            ),
            { Kind: DueKind.WithinPeriod } => $"trong thời gian đến hết ngày {day}",
            _ => $"đến hết ngày {day}",
        };
    }

    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    /// <summary>By the first form that fits, else by the name of a period.</summary>
    private static Due? OfForm(string plain, DueContext context)
    {
        foreach (var (form, read) in Forms)
        {
            if (form.Match(plain) is { Success: true } match)
            {
                return read(match, context);
            }
        }

        var named = context
            .Periods.Where(period => plain == Within(period) || plain == $"trong {Within(period)}")
            .Select(period => period.To)
            .Distinct()
            .ToList();
        return named is [var last] ? At(DueKind.WithinPeriod, last) : null;

        static string Within(PlanPeriod period) => Blank().Replace(ComposedText.Compose(period.Name), " ").Trim().ToLowerInvariant();
    }

    private static Due? Instant(Match match, DueContext context)
    {
        var (hour, minute) = (Number(match, "h"), match.Groups["min"].Success ? Number(match, "min") : 0);
        return hour > 23 || minute > 59 ? null
            : At(DueKind.BeforeInstant, DayOf(match, context)) is { } due ? due with { Time = new TimeOnly(hour, minute) }
            : null;
    }

    private static Due? At(DueKind kind, DateOnly? day) => day is { Year: >= 2010 and <= 2100 } ? new Due { Kind = kind, Day = day } : null;

    private static DateOnly? DayOf(Match match, DueContext context)
    {
        var (year, month, day) = (YearOf(match, context), Number(match, "m"), Number(match, "d"));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static DateOnly? LastOf(int year, int month) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 ? new DateOnly(year, month, DateTime.DaysInMonth(year, month)) : null;

    private static int YearOf(Match match, DueContext context) => match.Groups["y"].Success ? Number(match, "y") : context.Year;

    private static int QuarterOf(Match match) =>
        match.Groups["q"].Value switch
        {
            "i" or "1" => 1,
            "ii" or "2" => 2,
            "iii" or "3" => 3,
            _ => 4,
        };

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(?:chậm nhất )?trước (?<h>[0-9]{1,2})(?: ?giờ|h|:)(?: ?(?<min>[0-9]{1,2})(?: phút)?)?,? " + Date + "$")]
    private static partial Regex BeforeInstant();

    [GeneratedRegex("^(?:chậm nhất )?trước " + Date + "$")]
    private static partial Regex BeforeDay();

    [GeneratedRegex("^(?:đến(?: hết)?|hết|vào) " + Date + "$")]
    private static partial Regex ByEndOfDay();

    [GeneratedRegex(@"^(?:chậm nhất )?(?:trong )?tháng (?<m>[0-9]{1,2})" + Year + "$")]
    private static partial Regex WithinMonth();

    // "trong tháng quý I" stands in a plan as issued; nothing but the quarter can be meant.
    [GeneratedRegex("^(?:chậm nhất )?(?:trong )?(?:tháng )?quý (?<q>iv|i{1,3}|[1-4])" + Year + "$")]
    private static partial Regex WithinQuarter();

    [GeneratedRegex(@"^(?:trong(?: cả)? năm|cả năm|(?:đến )?(?:cuối|hết) năm|năm(?= [0-9]))(?: (?<y>[0-9]{4}))?$")]
    private static partial Regex WithinYear();

    [GeneratedRegex("^trong thời gian đến hết " + Date + "$")]
    private static partial Regex WithinSpan();

    [GeneratedRegex("^(?:trong )?(?:các )?(?:đợt(?: thi đua)?(?: cao điểm)?|cao điểm)$")]
    private static partial Regex Peak();
}

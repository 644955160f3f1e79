namespace Ntm.Faults.Tests.Load;

/// <summary>A commune's plan as a program sends it: two targets, a task, and a report of the villages by every Friday.</summary>
internal static class PlanContent
{
    /// <summary>Key of the reporting rule.</summary>
    public const string Weekly = "R01";

    private static readonly DateOnly From = new(2023, 3, 1);

    public static object Of(string number, string subject) =>
        new
        {
            header = new
            {
                style = "state",
                number,
                issuedOn = "2023-02-25",
                issuer = "BCD",
                subject,
            },
            periods = new[]
            {
                new
                {
                    key = "G0",
                    name = "năm 2023",
                    kind = "main",
                    from = "2023-03-01",
                    to = "2023-12-29",
                },
            },
            bodies = new[]
            {
                Body("BCD", "commune", "steering", null),
                Body("BPT", "village", "board", "reporter"),
                Body("CT", "commune", "office", "officer"),
            },
            places = new[]
            {
                new
                {
                    key = "XA",
                    name = "toàn xã",
                    kind = "commune",
                },
            },
            targets = new[] { Target("T01", "km", 4, "per-period"), Target("T02", "vườn", 900, "to-date") },
            tasks = new[]
            {
                new
                {
                    key = "K01",
                    text = "Rà soát hiện trạng",
                    accountable = new[] { "CT" },
                    due = new { kind = "by-end-of-day", day = "2023-03-10" },
                },
            },
            reporting = new[]
            {
                new
                {
                    key = Weekly,
                    reporters = new[] { "BPT" },
                    rhythm = "weekly",
                    weekday = "Friday",
                    cutOff = "by-end-of-day",
                    media = new[] { "report" },
                },
            },
        };

    /// <summary>First day of the week in which a day lies: Saturday to Friday, the first one cut by the plan's beginning.</summary>
    public static DateOnly WeekOf(DateOnly day)
    {
        var saturday = day.AddDays(-(((int)day.DayOfWeek + 1) % 7));
        return saturday < From ? From : saturday;
    }

    /// <summary>First day of the week after the next one.</summary>
    public static DateOnly WeekAfterNext(DateOnly day) => WeekOf(day.AddDays(14));

    private static object Body(string key, string level, string kind, string? role) =>
        new
        {
            key,
            name = "Đơn vị " + key,
            @short = key,
            level,
            kind,
            role,
        };

    private static object Target(string key, string measure, int value, string counting) =>
        new
        {
            key,
            text = "Chỉ tiêu " + key,
            measure,
            kind = "reach",
            @operator = ">=",
            value,
            place = "XA",
            counting,
        };
}

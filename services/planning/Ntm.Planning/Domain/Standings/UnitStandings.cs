namespace Ntm.Planning.Domain.Standings;

/// <summary>What a unit did in a span of days.</summary>
/// <param name="Code">Official code of the unit.</param>
/// <param name="Name">Vietnamese name of the unit.</param>
/// <param name="Path">Codes from the province down to it.</param>
internal sealed record UnitFacts(string Code, string Name, string Path)
{
    /// <summary>Number of reports whose due has passed, or that are there already.</summary>
    public int Due { get; init; }

    /// <summary>Number of these that came in time.</summary>
    public int InTime { get; init; }

    /// <summary>Number of these of which nothing came.</summary>
    public int Missing { get; init; }

    /// <summary>Texts of the targets of which it reached its share before every other unit.</summary>
    public IReadOnlyList<string> First { get; init; } = [];

    /// <summary>Number of items of work.</summary>
    public int Work { get; init; }

    /// <summary>Number of these that were carried over to it.</summary>
    public int Carried { get; init; }

    /// <summary>Number of these that were carried more than twice and are not done.</summary>
    public int CarriedOften { get; init; }

    /// <summary>Number of its tasks that are overdue now.</summary>
    public int Overdue { get; init; }
}

/// <summary>A rule by which units stand in a list.</summary>
/// <param name="Rule"><c>in-time</c>, <c>first-share</c>, <c>least-carried</c>, <c>missing</c>, <c>carried-often</c> or
/// <c>overdue</c>.</param>
/// <param name="Text">What it says, in Vietnamese.</param>
public sealed record StandingRule(string Rule, string Text);

/// <summary>A unit in a list.</summary>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Reasons">Each rule that put it there, with its figures in Vietnamese.</param>
public sealed record StandingUnit(string UnitCode, string UnitName, IReadOnlyList<StandingRule> Reasons);

/// <summary>Puts units in the lists of praise and reminder by fixed rules; units only, never households or persons.</summary>
internal static class UnitStandings
{
    /// <summary>Carried more often than this is often.</summary>
    public const int Often = 2;

    public static readonly IReadOnlyList<StandingRule> Rules =
    [
        new("in-time", "Biểu dương: gửi đủ và đúng hạn mọi báo cáo đến hạn trong thời gian này."),
        new("first-share", "Biểu dương: đạt phần chỉ tiêu được giao sớm nhất trong các đơn vị."),
        new("least-carried", "Biểu dương: có đăng ký việc và số việc phải chuyển tiếp ít nhất, khi các đơn vị không bằng nhau."),
        new("missing", "Nhắc nhở: có báo cáo quá hạn chưa gửi."),
        new("carried-often", "Nhắc nhở: có việc đã chuyển tiếp quá hai lần mà chưa xong."),
        new("overdue", "Nhắc nhở: có nhiệm vụ của kế hoạch quá hạn."),
    ];

    /// <summary>Units to be praised, by path.</summary>
    public static IReadOnlyList<StandingUnit> Praise(IReadOnlyList<UnitFacts> units)
    {
        var working = units.Where(unit => unit.Work > 0).Select(unit => unit.Carried).ToList();
        var least = working.Distinct().Count() > 1 ? working.Min() : -1;
        return Listed(units, unit => PraiseOf(unit, unit.Work > 0 && unit.Carried == least));
    }

    /// <summary>Units to be reminded, by path.</summary>
    public static IReadOnlyList<StandingUnit> Reminders(IReadOnlyList<UnitFacts> units) => Listed(units, RemindersOf);

    private static IEnumerable<StandingRule> PraiseOf(UnitFacts unit, bool leastCarried)
    {
        if (unit.Due > 0 && unit.InTime == unit.Due)
        {
            yield return new("in-time", $"Gửi đủ {unit.Due} báo cáo, tất cả đúng hạn.");
        }

        if (unit.First.Count > 0)
        {
            yield return new("first-share", $"Đạt sớm nhất phần được giao: {string.Join("; ", unit.First)}.");
        }

        if (leastCarried)
        {
            yield return new("least-carried", $"Ít việc phải chuyển tiếp nhất: {unit.Carried} trong {unit.Work} việc.");
        }
    }

    private static IEnumerable<StandingRule> RemindersOf(UnitFacts unit)
    {
        if (unit.Missing > 0)
        {
            yield return new("missing", $"Còn {unit.Missing} báo cáo quá hạn chưa gửi.");
        }

        if (unit.CarriedOften > 0)
        {
            yield return new("carried-often", $"Có {unit.CarriedOften} việc đã chuyển tiếp quá hai lần mà chưa xong.");
        }

        if (unit.Overdue > 0)
        {
            yield return new("overdue", $"Có {unit.Overdue} nhiệm vụ quá hạn.");
        }
    }

    private static IReadOnlyList<StandingUnit> Listed(IEnumerable<UnitFacts> units, Func<UnitFacts, IEnumerable<StandingRule>> reasons) =>
        [
            .. units
                .OrderBy(unit => unit.Path, StringComparer.Ordinal)
                .Select(unit => new StandingUnit(unit.Code, unit.Name, [.. reasons(unit)]))
                .Where(unit => unit.Reasons.Count > 0),
        ];
}

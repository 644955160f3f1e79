using Ntm.Planning.Domain.Content;

namespace Ntm.Benchmarks.Plans;

/// <summary>What the plans of the province and of its communes say.</summary>
internal static class ProvinceContent
{
    /// <summary>Path and code of the province.</summary>
    public const string Province = "77";

    /// <summary>The weekly report of every commune.</summary>
    public const string Weekly = "R01";

    /// <summary>Targets on which communes report.</summary>
    public const int Targets = 12;

    /// <summary>Communes with a share of each target of their own; those that have none share the rest.</summary>
    private const int Sharing = 20;

    /// <summary>Key of a target on which communes report.</summary>
    public static string Key(int target) => $"T{target:00}";

    /// <summary>Key of a target for which the communes' plans work.</summary>
    public static string Above(int target) => $"U{target:00}";

    /// <summary>Key of a target of a commune's plan.</summary>
    public static string Below(int target) => $"C{target:00}";

    /// <summary>Code of a commune.</summary>
    public static string CodeOf(int commune) => $"{20_000 + commune}";

    /// <summary>The province's plan: a report a week from every commune.</summary>
    public static PlanContent OfProvince(string number, DateOnly from, DateOnly to, int communes) =>
        Plan(number, from, to, PlanLevel.Province) with
        {
            Places =
            [
                Place("TINH", "province", null),
                Place("KHAC", "group", null),
                .. Enumerable.Range(0, Math.Min(Sharing, communes)).Select(commune => Place($"X{commune:00}", "commune", CodeOf(commune))),
            ],
            Targets =
            [
                .. Numbers.Select(number => Target(Key(number), number)),
                .. Numbers.Select(number => Target(Above(number), number)),
            ],
            Split =
            [
                .. Numbers.SelectMany(number =>
                    Enumerable
                        .Range(0, Math.Min(Sharing, communes))
                        .Select(commune => Split(number, $"X{commune:00}"))
                        .Append(Split(number, "KHAC"))
                ),
            ],
            Reporting =
            [
                new ReportingRule
                {
                    Key = Weekly,
                    Reporters = ["XA"],
                    Rhythm = Rhythm.Weekly,
                    Weekday = DayOfWeek.Sunday,
                    Media = [ReportMedium.Report],
                    CutOff = Ntm.Planning.Domain.Dates.DueKind.ByEndOfDay,
                },
            ],
        };

    /// <summary>A commune's plan, which works for the province's; of every hundredth one target has another unit of measure.</summary>
    public static PlanContent OfCommune(int commune, Guid parent, DateOnly from, DateOnly to)
    {
        var content = Plan("02/KH-BCĐ", from, to, PlanLevel.Commune);
        return content with
        {
            Header = content.Header with { ParentId = parent },
            Places = [Place("TINH", "commune", null)],
            Targets =
            [
                .. Numbers.Select(number =>
                    Target(Below(number), number) with
                    {
                        Above = Above(number),
                        Measure = number == 1 && commune % 100 == 0 ? "m" : MeasureOf(number),
                    }
                ),
            ],
        };
    }

    public static IEnumerable<int> Numbers => Enumerable.Range(1, Targets);

    /// <summary>Two of twelve are shares.</summary>
    private static string MeasureOf(int target) => target > 10 ? "% hộ" : "km";

    /// <summary>Two of twelve are counted to date.</summary>
    private static PlanTarget Target(string key, int number) =>
        new()
        {
            Key = key,
            Text = $"Chỉ tiêu {key} của kế hoạch xây dựng nông thôn mới",
            Measure = MeasureOf(number),
            Kind = TargetKind.Reach,
            Operator = ">=",
            Value = number > 10 ? 90 : 1_000_000,
            Place = "TINH",
            Counting = number is 9 or 10 ? Counting.ToDate : Counting.PerPeriod,
        };

    /// <summary>Half of the targets are reached by nobody.</summary>
    private static TargetSplit Split(int target, string place) =>
        new()
        {
            Target = Key(target),
            Place = place,
            Value = target % 2 == 0 ? 10_000 : 20,
        };

    private static PlanPlace Place(string key, string kind, string? unitCode) =>
        new()
        {
            Key = key,
            Name = $"Nơi {key}",
            Kind = kind,
            UnitCode = unitCode,
        };

    private static PlanContent Plan(string number, DateOnly from, DateOnly to, PlanLevel level) =>
        new()
        {
            Header = new PlanHeader
            {
                Number = number,
                Style = DocumentStyle.State,
                IssuedOn = new DateOnly(2022, 3, 1),
                Issuer = "BCD",
                Subject = "Xây dựng nông thôn mới",
            },
            Periods =
            [
                new PlanPeriod
                {
                    Key = "G0",
                    Name = "Cả năm",
                    Kind = PeriodKind.Main,
                    From = from,
                    To = to,
                },
            ],
            Bodies = [Body("BCD", level, BodyKind.Steering), Body("XA", PlanLevel.Commune, BodyKind.Office)],
        };

    private static PlanBody Body(string key, PlanLevel level, BodyKind kind) =>
        new()
        {
            Key = key,
            Name = $"Cơ quan {key}",
            Short = key,
            Level = level,
            Kind = kind,
        };
}

using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Dates;

namespace Ntm.Planning.Tests;

/// <summary>A small plan that is complete: three targets, a weekly report of the villages by Friday and one of the commune by Thursday
/// 14:30.</summary>
internal static class SmallPlan
{
    public const string Weekly = "R01";
    public const string Thursday = "R02";
    public const string Photos = "R03";

    public static readonly DateOnly From = new(2023, 3, 1);
    public static readonly DateOnly To = new(2023, 6, 30);

    /// <summary>The targets: 3,2 km by period, vườn to date until 30 April, and a share of households.</summary>
    public static IReadOnlyList<PlanTarget> Targets { get; } =
    [
        Target("T01", "km", 3.2m),
        Target("T02", "vườn", 35, Counting.ToDate) with
        {
            Due = new Due { Kind = DueKind.ByEndOfDay, Day = new DateOnly(2023, 4, 30) },
        },
        Target("T03", "% hộ", 80),
    ];

    public static PlanContent Content(string number = "01/KH-BCĐ") =>
        new()
        {
            Header = new PlanHeader
            {
                Number = number,
                Style = DocumentStyle.State,
                IssuedOn = new DateOnly(2023, 2, 25),
                Issuer = "BCD",
                Subject = "Xây dựng nông thôn mới năm 2023",
            },
            Periods = [Period("G0", From, To)],
            Bodies =
            [
                Body("BCD", PlanLevel.Commune, BodyKind.Steering),
                Body("BPT", PlanLevel.Village, BodyKind.Board),
                Body("CT", PlanLevel.Commune, BodyKind.Office),
            ],
            Places = [Place("XA")],
            Targets = Targets,
            Reporting =
            [
                Rule(Weekly, "BPT") with
                {
                    Weekday = DayOfWeek.Friday,
                    CutOff = DueKind.ByEndOfDay,
                },
                Rule(Thursday, "CT") with
                {
                    Weekday = DayOfWeek.Thursday,
                    CutOff = DueKind.BeforeInstant,
                    Time = new TimeOnly(14, 30),
                },
                Rule(Photos, "BPT") with
                {
                    Rhythm = Rhythm.Continuous,
                },
            ],
        };

    public static PlanTarget Target(string key, string? measure, decimal? value, Counting counting = Counting.PerPeriod) =>
        new()
        {
            Key = key,
            Text = $"Chỉ tiêu {key}",
            Measure = measure,
            Kind = TargetKind.Reach,
            Operator = value is null ? null : ">=",
            Value = value,
            Place = "XA",
            Counting = counting,
        };

    public static PlanPeriod Period(string key, DateOnly from, DateOnly to, PeriodKind kind = PeriodKind.Main) =>
        new()
        {
            Key = key,
            Name = $"Thời gian {key}",
            Kind = kind,
            From = from,
            To = to,
        };

    public static ReportingRule Rule(string key, params string[] reporters) =>
        new()
        {
            Key = key,
            Reporters = reporters,
            Rhythm = Rhythm.Weekly,
            Media = [ReportMedium.Report],
        };

    public static PlanPlace Place(string key, string? unitCode = null) =>
        new()
        {
            Key = key,
            Name = $"Nơi {key}",
            Kind = "village",
            UnitCode = unitCode,
        };

    public static PlanBody Body(string key, PlanLevel level, BodyKind kind) =>
        new()
        {
            Key = key,
            Name = $"Đơn vị {key}",
            Short = key,
            Level = level,
            Kind = kind,
        };
}

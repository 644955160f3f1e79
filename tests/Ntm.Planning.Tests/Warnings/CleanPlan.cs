using Ntm.LegalTime;
using Ntm.Planning.Domain.Warnings;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>A plan of a commune, and the district's above it, about which no rule warns.</summary>
internal static class CleanPlan
{
    public static readonly PlanUnit Unit = new("18175", "Xã Sơn Bằng", "42/439/18175", PlanLevel.Commune);

    public static PlanContent Content { get; } =
        new()
        {
            Header = Header(),
            Periods =
            [
                Period("G0", PeriodKind.Main, new(2023, 1, 1), new(2023, 12, 31)) with
                {
                    Name = "năm 2023",
                    StatedLength = "năm 2023",
                },
            ],
            Bodies =
            [
                Body("BCD", BodyKind.Steering, PlanLevel.Commune, "leader"),
                Body("NTM", BodyKind.Office, PlanLevel.Commune, "officer"),
                Body("BPT", BodyKind.Board, PlanLevel.Village, "reporter"),
                Body("MTTQ", BodyKind.Front, PlanLevel.Commune, "surveyor"),
            ],
            Places =
            [
                Place("XA", "xã Sơn Bằng", "commune", "18175"),
                Place("A", "thôn Thịnh Bằng", "village", "18175-01"),
                Place("B", "thôn Bằng An", "village", "18175-02"),
            ],
            Targets =
            [
                Target("T01", "khu dân cư", 2, "KDC", End(10, 31)) with
                {
                    AsWritten = "2 khu dân cư",
                },
                Target("T02", "% hộ", 100, "XA-17", Before(11, 15)) with
                {
                    AsWritten = "100%",
                    Total = 883,
                },
            ],
            Split = [Share("T01", "A", 1), Share("T01", "B", 1)],
            Tasks =
            [
                Task("K01", "Làm hai khu dân cư kiểu mẫu", End(10, 31), "T01") with
                {
                    Places = ["A", "B"],
                },
                Task("K02", "Thu gom rác", Before(11, 15), "T02"),
                Task("K03", "Hồ sơ tiêu chí", Before(11, 30), "T01", "T02") with
                {
                    Step = PathStep.Dossier,
                },
                Task("K04", "Trình hồ sơ", Before(12, 15)) with
                {
                    Step = PathStep.Submission,
                    DependsOn = ["K03"],
                },
                Task("K05", "Lấy phiếu hài lòng", End(12, 20)) with
                {
                    Step = PathStep.Survey,
                    Accountable = ["MTTQ"],
                    Responsible = ["MTTQ"],
                },
            ],
            Reporting =
            [
                new()
                {
                    Key = "R01",
                    Reporters = ["BPT"],
                    Receivers = ["BCD"],
                    Via = "NTM",
                    Rhythm = Rhythm.Weekly,
                    Weekday = DayOfWeek.Friday,
                    CutOff = DueKind.ByEndOfDay,
                    OnHoliday = HolidayRule.After,
                    Media = [ReportMedium.Report],
                },
            ],
            Documents =
            [
                new()
                {
                    Key = "D01",
                    Kind = "KH",
                    AsWritten = "19/KH-BCĐ",
                    Number = "19/KH-BCĐ",
                    IssuedOn = new DateOnly(2022, 12, 20),
                    Role = DocumentRole.Parent,
                },
            ],
        };

    /// <summary>The district's plan.</summary>
    public static PlanContent Parent { get; } =
        Content with
        {
            Header = Header() with { Number = "19/KH-BCĐ", IssuedOn = new DateOnly(2022, 12, 20), ParentId = null },
            Targets = [Target("T01", "khu dân cư", 20, "KDC", End(10, 31))],
            Split = [Share("T01", "XA", 2)],
            Tasks = [],
        };

    /// <summary>Warnings of a content; of the clean plan's neighbourhood unless a test changes it.</summary>
    public static IReadOnlyList<PlanWarning> Warnings(PlanContent content, Func<WarningContext, WarningContext>? around = null)
    {
        Assert.Empty(ContentCheck.FaultsOf(content));
        var plan = new WarningContext(content, Unit, 2023, WorkingDayCalendar.VietNam) { Parent = Parent, HasUnitsBelow = true };
        return PlanWarnings.Of(around is null ? plan : around(plan));
    }

    public static PlanPeriod Period(string key, PeriodKind kind, DateOnly from, DateOnly to) =>
        new()
        {
            Key = key,
            Name = $"kỳ {key}",
            Kind = kind,
            From = from,
            To = to,
        };

    public static PlanBody Body(string key, BodyKind kind, PlanLevel level, string? role) =>
        new()
        {
            Key = key,
            Name = $"Cơ quan {key}",
            Short = key,
            Kind = kind,
            Level = level,
            Role = role,
        };

    public static PlanPlace Place(string key, string name, string kind, string? code = null) =>
        new()
        {
            Key = key,
            Name = name,
            Kind = kind,
            UnitCode = code,
        };

    public static PlanTarget Target(string key, string measure, decimal value, string criterion, Due due) =>
        new()
        {
            Key = key,
            Text = $"Chỉ tiêu {key}",
            Measure = measure,
            Kind = TargetKind.Reach,
            Operator = "=",
            Value = value,
            Criterion = criterion,
            Due = due,
            Place = "XA",
        };

    public static TargetSplit Share(string target, string place, decimal value, SplitBasis basis = SplitBasis.Named) =>
        new()
        {
            Target = target,
            Place = place,
            Value = value,
            Basis = basis,
        };

    public static PlanTask Task(string key, string text, Due due, params string[] serves) =>
        new()
        {
            Key = key,
            Text = text,
            Accountable = ["BCD"],
            Responsible = ["BPT"],
            Places = ["XA"],
            Due = due,
            Serves = serves,
        };

    public static PlanRule Rule(string key, string kind, string text, string? criterion = null) =>
        new()
        {
            Key = key,
            Kind = kind,
            Text = text,
            Criterion = criterion,
        };

    public static PlanDocument Document(string key, DocumentRole role, string kind, string? written = null, string? number = null) =>
        new()
        {
            Key = key,
            Kind = kind,
            Role = role,
            AsWritten = written,
            Number = number,
        };

    public static Due Before(int month, int day) => Named(DueKind.BeforeDay, $"trước ngày {day}/{month}/2023", month, day);

    public static Due End(int month, int day) => Named(DueKind.ByEndOfDay, $"hết ngày {day}/{month}/2023", month, day);

    public static Due Named(DueKind kind, string text, int month, int day) =>
        new()
        {
            Text = text,
            Kind = kind,
            Day = new DateOnly(2023, month, day),
        };

    private static PlanHeader Header() =>
        new()
        {
            Number = "01/KH-BCĐ",
            Style = DocumentStyle.State,
            IssuedOn = new DateOnly(2022, 12, 30),
            Issuer = "BCD",
            SignerOffice = "Trưởng ban chỉ đạo",
            Subject = "Xây dựng nông thôn mới năm 2023",
            ParentNumber = "19/KH-BCĐ",
            ParentIssuedOn = new DateOnly(2022, 12, 20),
            ParentId = new Guid("0190a5c0-0000-7000-8000-000000000001"),
            Recipients = [new() { Text = "Các thôn, đoàn thể", Bodies = ["BPT", "MTTQ"] }],
        };
}

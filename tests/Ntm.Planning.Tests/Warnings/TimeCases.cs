using static Ntm.Planning.Tests.Warnings.CleanPlan;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Cases about periods, dues, days off and reporting.</summary>
internal static class TimeCases
{
    private static readonly PlanPeriod One = Period("G1", PeriodKind.Peak, new(2023, 3, 15), new(2023, 5, 15));
    private static readonly PlanPeriod Two = Period("G2", PeriodKind.Peak, new(2023, 7, 1), new(2023, 8, 1));

    public static IEnumerable<RuleCase> All =>
        [
            new(
                "aim-vs-period",
                "G0;G1;T01;T02",
                plan => Plus(plan, Period("G1", PeriodKind.Aim, new(2023, 1, 1), new(2023, 3, 31))),
                plan => Plus(plan, Period("G1", PeriodKind.Aim, new(2023, 4, 1), new(2023, 12, 31)))
            ),
            new("period-length", "G1;G2", plan => Peaks(plan, "cao điểm 90 ngày"), plan => Peaks(plan, "cao điểm 94 ngày")),
            new("period-length", "G1", plan => Part(plan, "2 tháng", 4), plan => Part(plan, "3 tháng", 4)),
            new("period-length", "G1", plan => Part(plan, "quý I", 4), plan => Part(plan, "quý II", 4)),
            new(
                "period-length",
                "G0",
                plan => Time(plan, new(2023, 1, 1), new(2023, 12, 31), "năm 2022"),
                plan => Time(plan, new(2023, 1, 1), new(2023, 12, 31), "cả năm")
            ),
            new("period-short-of-year", "G0", plan => Time(plan, new(2023, 1, 1), new(2023, 12, 30)), plan => plan),
            new("year-differs", "G0", plan => plan, plan => Time(plan, new(2023, 1, 1), new(2024, 1, 31)))
            {
                Around = plan => plan with { Year = 2024 },
            },
            new(
                "peak-without-dates",
                "G0",
                plan => plan with { Header = plan.Header with { Purpose = "Phát động đợt cao điểm ra quân" } },
                plan => Plus(plan with { Header = plan.Header with { Purpose = "Phát động đợt cao điểm ra quân" } }, One)
            ),
            new(
                "peak-ambiguous",
                "T01;G1;G2",
                plan => At(Plus(plan, One, Two), Named(DueKind.WithinPeriod, "trong đợt cao điểm", 8, 1)),
                plan => At(Plus(plan, One), Named(DueKind.WithinPeriod, "trong đợt cao điểm", 5, 15))
            ),
            new("task-without-due", "K02", plan => Alter(plan, row => row with { Due = Due.None }), plan => plan),
            new(
                "boundary-day",
                "G0;T01",
                plan => At(Time(plan, new(2023, 1, 1), new(2023, 12, 21)), Before(12, 21)),
                plan => At(Time(plan, new(2023, 1, 1), new(2023, 12, 21)), End(12, 21))
            ),
            new(
                "garbled-due",
                "T01",
                plan => At(plan, Named(DueKind.QuarterEnd, "trong tháng quý I/2023", 3, 31)),
                plan => At(plan, Named(DueKind.QuarterEnd, "trong quý I/2023", 3, 31))
            ),
            new("garbled-due", "T01", plan => At(plan, Named(DueKind.ByEndOfDay, "trước 31/10/2023", 10, 31)), plan => plan),
            new(
                "garbled-due",
                "T01",
                plan => At(plan, Named(DueKind.BeforeDay, "đến 31/10/2023", 10, 31)),
                plan => At(plan, Named(DueKind.BeforeDay, "từ nay đến trước 31/10/2023", 10, 31))
            ),
            new(
                "garbled-due",
                "T01",
                plan => At(plan, Named(DueKind.WithinMonth, "trong quý 10/2023", 10, 31)),
                plan => At(plan, Named(DueKind.WithinMonth, "tháng 10/2023", 10, 31))
            ),
            new(
                "due-outside-period",
                "G0;K05",
                plan => Time(plan, new(2023, 1, 1), new(2023, 12, 19)),
                plan => Time(plan, new(2023, 1, 1), new(2023, 12, 20))
            ),
            new("due-on-holiday", "T01", plan => At(plan, Before(5, 1)), plan => At(plan, Before(4, 28))),
            new("due-on-weekend", "T01", plan => At(plan, Before(7, 10)), plan => At(plan, End(7, 10))),
            new("due-on-weekend", "T01", plan => At(plan, End(7, 8)), plan => At(plan, Named(DueKind.WithinMonth, "tháng 4/2023", 4, 30))),
            new("cutoff-on-holiday", "R01", plan => Report(plan, row => row with { OnHoliday = HolidayRule.Keep }), plan => plan),
            new(
                "cutoff-on-holiday",
                "R01",
                plan => Report(plan, row => Monthly(row, 31)),
                plan => Report(plan, row => Monthly(row, 31) with { OnHoliday = HolidayRule.Before })
            ),
            new("calendar-missing", "G0", plan => Undated(Time(plan, new(2035, 1, 1), new(2035, 12, 31))), plan => plan)
            {
                Around = plan => plan with { Year = plan.Main.From.Year, Parent = null },
            },
            new("reporting-missing", "R01", plan => Report(plan, row => row with { Media = [ReportMedium.Meeting] }), plan => plan),
            new(
                "cutoff-missing",
                "R01",
                plan => Report(plan, row => row with { CutOff = DueKind.None }),
                plan => Report(plan, row => row with { CutOff = DueKind.None, Weekday = null, Rhythm = Rhythm.AsNeeded })
            ),
            new(
                "reports-to-itself",
                "R01",
                plan => Report(plan, row => row with { Receivers = ["BPT"] }),
                plan => Report(plan, row => row with { Receivers = ["BPT"], Media = [ReportMedium.Review] })
            ),
            new("two-receivers", "R01", plan => Report(plan, row => row with { Receivers = ["BCD", "MTTQ"] }), plan => plan),
            new(
                "daily-scope",
                "R01;G0;G1",
                plan => Report(Plus(plan, One), Daily),
                plan => Report(Plus(plan, One), row => Daily(row) with { Periods = ["G1"] })
            ),
            new(
                "first-report-too-soon",
                "R01;G1",
                plan => Plus(plan, Period("G1", PeriodKind.Peak, new(2023, 6, 16), new(2023, 7, 15))),
                plan => Plus(plan, Period("G1", PeriodKind.Peak, new(2023, 6, 15), new(2023, 7, 15)))
            ),
            new(
                "private-person",
                "R02;R-REM",
                plan => Reviewed(plan, "Phê bình thôn, hộ còn yếu"),
                plan => Reviewed(plan, "Phê bình thôn, hội còn yếu")
            ),
        ];

    private static PlanContent Plus(PlanContent plan, params PlanPeriod[] periods) => plan with { Periods = [.. plan.Periods, .. periods] };

    private static PlanContent Peaks(PlanContent plan, string length) =>
        Plus(plan, One with { StatedLength = length }, Two with { StatedLength = length });

    private static PlanContent Part(PlanContent plan, string length, int month) =>
        Plus(
            plan,
            Period("G1", PeriodKind.Part, new(2023, month, 1), new DateOnly(2023, month + 3, 1).AddDays(-1)) with
            {
                StatedLength = length,
            }
        );

    private static PlanContent Time(PlanContent plan, DateOnly from, DateOnly to, string? length = null) =>
        plan with
        {
            Periods = [Period("G0", PeriodKind.Main, from, to) with { StatedLength = length }],
        };

    private static PlanContent At(PlanContent plan, Due due) =>
        plan with
        {
            Targets = [.. plan.Targets.Select(row => row.Key == "T01" ? row with { Due = due } : row)],
        };

    private static PlanContent Undated(PlanContent plan) =>
        plan with
        {
            Targets = [.. plan.Targets.Select(row => row with { Due = Due.None })],
            Tasks = [.. plan.Tasks.Select(row => row with { Due = Due.None, Step = null })],
        };

    private static PlanContent Alter(PlanContent plan, Func<PlanTask, PlanTask> change) =>
        plan with
        {
            Tasks = [.. plan.Tasks.Select(row => row.Key == "K02" ? change(row) : row)],
        };

    private static PlanContent Report(PlanContent plan, Func<ReportingRule, ReportingRule> change) =>
        plan with
        {
            Reporting = [change(plan.Reporting[0])],
        };

    private static ReportingRule Monthly(ReportingRule rule, int day) =>
        rule with
        {
            Rhythm = Rhythm.Monthly,
            Weekday = null,
            DayOfMonth = day,
            OnHoliday = HolidayRule.Keep,
        };

    private static ReportingRule Daily(ReportingRule rule) => rule with { Rhythm = Rhythm.Daily, Weekday = null };

    private static PlanContent Reviewed(PlanContent plan, string text) =>
        plan with
        {
            Reporting =
            [
                .. plan.Reporting,
                new()
                {
                    Key = "R02",
                    Reporters = ["BCD"],
                    Receivers = ["BCD"],
                    Rhythm = Rhythm.AsNeeded,
                    Media = [ReportMedium.Review],
                },
            ],
            Rules = [Rule("R-REM", "praise", text)],
        };
}

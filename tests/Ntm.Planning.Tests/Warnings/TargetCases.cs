using static Ntm.Planning.Tests.Warnings.CleanPlan;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Cases about targets, their figures, their split and what tasks promise.</summary>
internal static class TargetCases
{
    public static IEnumerable<RuleCase> All =>
        [
            new("target-without-due", "T02", plan => Second(plan, row => row with { Due = Due.None }), plan => plan),
            new(
                "base-missing",
                "T02",
                plan => Second(plan, row => row with { Total = null }),
                plan => Second(plan, row => row with { Measure = "hộ", Total = null })
            ),
            new(
                "unit-conflict",
                "T02",
                plan => Second(plan, row => row with { Measure = "cái", AsWritten = "100 hộ" }),
                plan => Second(plan, row => row with { Measure = "hộ", AsWritten = "100 hộ dân" })
            ),
            new(
                "figure-differs",
                "T02",
                plan => Second(plan, row => row with { AsWritten = "90%" }),
                plan => Second(plan, row => row with { AsWritten = "cả xã" })
            ),
            new(
                "percent-vs-count",
                "T02;T03",
                plan => Plus(Second(plan, row => row with { Total = null }), Target("T03", "hộ", 35, "XA-17", End(10, 31))),
                plan => Plus(plan, Target("T03", "hộ", 35, "XA-17", End(10, 31)))
            ),
            new(
                "total-or-each",
                "T03;T04",
                plan => Each(Plus(plan, Target("T03", "tuyến", 5, "XA-2", End(10, 31)), Target("T04", "km", 0.7m, "XA-2", End(10, 31)))),
                plan => Each(Plus(plan, Target("T03", "tuyến", 5, "XA-2", End(10, 31)), Target("T04", "km", 0.7m, "XA-3", End(10, 31))))
            ),
            new("total-vs-minimum", "T03;T04;T05", plan => Hedges(plan, 3200), plan => Hedges(plan, 500)),
            new(
                "target-without-unit",
                "T03",
                plan => Plus(plan, Target("T03", "m", 3200, "KDC-2", End(10, 31))),
                plan => Plus(plan, Target("T03", "tiêu chí", 19, "XA", End(10, 31)), Target("T04", "mô hình", 1, "XA-13", End(10, 31)))
            ),
            new("target-without-unit", "T01", plan => plan with { Split = [] }, plan => plan),
            new("split-below-target", "T01", plan => plan with { Split = [Share("T01", "A", 1)] }, plan => plan),
            new(
                "garden-count-ambiguous",
                "T01",
                plan => plan with { Split = [.. plan.Split.Select(row => row with { Basis = SplitBasis.Assignment })] },
                plan => plan with { Split = [Share("T01", "A", 2, SplitBasis.Assignment)] }
            ),
            new(
                "assigned-over-target",
                "T01;K01;K06;K07",
                plan => Sharing(plan, "Làm một khu dân cư ở thôn", "Làm 01 khu dân cư"),
                plan => Sharing(plan, "Làm một khu dân cư ở thôn", "Cả xã làm 2 khu dân cư")
            ),
            new(
                "assigned-over-target",
                "T01;K06;K07",
                plan => Elsewhere(Alone(plan, "Làm hai khu dân cư", "Làm 2 khu dân cư")),
                plan => Alone(plan, "Làm hai khu dân cư", "Làm 2 khu dân cư")
            ),
            new(
                "assigned-under-target",
                "T01;K01",
                plan => First(plan, "Làm 1 khu dân cư") with { Split = [] },
                plan => First(plan, "Làm 1 khu dân cư")
            ),
            new(
                "assignment-without-place",
                "K01",
                plan => Alter(plan, "K01", row => row with { Places = [] }),
                plan => Alter(plan, "K02", row => row with { Places = [] })
            ),
            new(
                "coverage",
                "T03",
                plan =>
                    Plus(plan, Target("T03", "tiêu chí", 19, "XA", End(10, 31))) with
                    {
                        Rules = [Rule("R-1", "keep-criterion", "Giữ", "XA-1")],
                    },
                plan =>
                    Plus(plan, Target("T03", "tiêu chí", 19, "XA", End(10, 31))) with
                    {
                        Rules = [.. Enumerable.Range(1, 19).Select(number => Rule($"R-{number}", "keep-criterion", "Giữ", $"XA-{number}"))],
                    }
            ),
            new("criterion-level", "R-2", plan => Priorities(plan, "XA-1", "KDC-2"), plan => Priorities(plan, "XA-1", "KDC")),
            new(
                "target-unanswered",
                "T02",
                plan => Alter(plan, "K02", "K03", row => row with { Serves = ["T01"] }),
                plan => Alter(plan, "K02", row => row with { Serves = ["XA-17"] })
            ),
        ];

    private static PlanContent Second(PlanContent plan, Func<PlanTarget, PlanTarget> change) =>
        plan with
        {
            Targets = [.. plan.Targets.Select(row => row.Key == "T02" ? change(row) : row)],
        };

    private static PlanContent Alter(PlanContent plan, string key, Func<PlanTask, PlanTask> change) => Alter(plan, key, key, change);

    private static PlanContent Alter(PlanContent plan, string from, string to, Func<PlanTask, PlanTask> change) =>
        plan with
        {
            Tasks =
            [
                .. plan.Tasks.Select(row =>
                    string.CompareOrdinal(row.Key, from) >= 0 && string.CompareOrdinal(row.Key, to) <= 0 ? change(row) : row
                ),
            ],
        };

    private static PlanContent Sharing(PlanContent plan, string one, string other) =>
        Plus(First(plan, "Làm 1 khu dân cư"), Task("K06", one, End(10, 31), "T01"), Task("K07", other, End(10, 31), "T01"));

    private static PlanContent Alone(PlanContent plan, string one, string other) =>
        Alter(Sharing(plan, one, other), "K01", row => row with { Text = "Khu dân cư kiểu mẫu" });

    private static PlanContent Elsewhere(PlanContent plan) => Alter(plan, "K07", row => row with { Places = ["A"] });

    private static PlanContent First(PlanContent plan, string text) => Alter(plan, "K01", row => row with { Text = text });

    private static PlanContent Plus(PlanContent plan, params PlanTarget[] targets) => plan with { Targets = [.. plan.Targets, .. targets] };

    private static PlanContent Plus(PlanContent plan, params PlanTask[] tasks) => plan with { Tasks = [.. plan.Tasks, .. tasks] };

    private static PlanContent Each(PlanContent plan) => plan with { Split = [.. plan.Split, Share("T03", "A", 1, SplitBasis.Each)] };

    private static PlanContent Priorities(PlanContent plan, params string[] criteria) =>
        plan with
        {
            Rules = [.. criteria.Select((code, index) => Rule($"R-{index + 1}", "priority-criterion", "Ưu tiên", code))],
        };

    private static PlanContent Hedges(PlanContent plan, decimal total)
    {
        var each = Target("T04", "tuyến mỗi thôn", 1, "KDC-2", End(10, 31)) with { Place = "5THON", Operator = ">=" };
        var least = Target("T05", "m", 100, "KDC-2", End(10, 31)) with { Place = "5THON", Operator = ">=" };
        return Plus(plan, Target("T03", "m", total, "KDC-2", End(10, 31)), each, least) with
        {
            Places = [.. plan.Places, Place("5THON", "5/5 thôn", "village-group")],
        };
    }
}

using static Ntm.Planning.Tests.Warnings.CleanPlan;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>Cases about who answers for what, places, and the order of the recognition path.</summary>
internal static class TaskCases
{
    public static IEnumerable<RuleCase> All =>
        [
            new(
                "task-without-owner",
                "K02",
                plan => Second(plan, row => row with { Accountable = [], Responsible = [] }),
                plan => Second(plan, row => row with { Accountable = [] })
            ),
            new(
                "no-leader",
                "K02",
                plan => Second(plan, row => row with { Accountable = [], Responsible = [], Coordinating = ["BPT"] }),
                plan => Second(plan, row => row with { Responsible = [], Coordinating = ["BPT"] })
            ),
            new(
                "no-responsible",
                "K02",
                plan => Second(plan, row => row with { Accountable = ["BCD", "MTTQ"], Responsible = [] }),
                plan => Second(plan, row => row with { Responsible = [] })
            ),
            new("overload", "BCD;K11;K12;K13;K14;K15;K16", plan => Heap(plan, 5), plan => Heap(plan, 4)),
            new(
                "due-order",
                "K01;K02",
                plan => Second(plan, row => row with { DependsOn = ["K01"], Due = Before(10, 31) }),
                plan => Second(plan, row => row with { DependsOn = ["K01"] })
            ),
            new(
                "body-without-login",
                "BPT",
                plan => plan with { Bodies = [.. plan.Bodies.Select(row => row.Key == "BPT" ? row with { Role = null } : row)] },
                plan => plan with { Bodies = [.. plan.Bodies, Body("HDND", BodyKind.State, PlanLevel.Commune, null)] }
            ),
            new("alias", "BPT;BCS", plan => Doing(plan, "BCS"), plan => Doing(plan, "BPT")),
            new("date-like-name", "K02;R-195", plan => Road(plan, "đường 19/5"), plan => Road(plan, "đường 195")),
            new(
                "criterion-after-dossier",
                "K02;K03;K04;T02",
                plan => Second(plan, row => row with { Due = End(12, 15) }),
                plan => Second(plan, row => row with { Due = End(12, 15), Serves = ["XA-17"] })
            ),
            new(
                "due-order",
                "K02;K03",
                plan => Second(plan, row => row with { Due = End(12, 14) }),
                plan => Second(plan, row => row with { Due = End(11, 29) })
            ),
            new(
                "survey-overlaps-submission",
                "K04;K05",
                plan => Survey(plan, row => row with { Due = Named(DueKind.WithinMonth, "tháng 12/2023", 12, 31) }),
                plan => Survey(plan, row => row with { Due = Named(DueKind.WithinMonth, "tháng 11/2023", 11, 30) })
            ),
            new(
                "survey-not-front",
                "K05",
                plan => Survey(plan, row => row with { Accountable = ["BCD"], Responsible = ["NTM"] }),
                plan => Survey(plan, row => row with { Accountable = ["BCD"] })
            ),
            new(
                "survey-two-owners",
                "K05;K06",
                plan => plan with { Tasks = [.. plan.Tasks, Task("K06", "Lấy ý kiến hài lòng", End(12, 20))] },
                plan =>
                    plan with
                    {
                        Tasks = [.. plan.Tasks, Task("K06", "Lấy ý kiến hài lòng", End(12, 20)) with { Accountable = ["MTTQ"] }],
                    }
            ),
        ];

    private static PlanContent Second(PlanContent plan, Func<PlanTask, PlanTask> change) => Change(plan, "K02", change);

    private static PlanContent Survey(PlanContent plan, Func<PlanTask, PlanTask> change) => Change(plan, "K05", change);

    private static PlanContent Change(PlanContent plan, string key, Func<PlanTask, PlanTask> change) =>
        plan with
        {
            Tasks = [.. plan.Tasks.Select(row => row.Key == key ? change(row) : row)],
        };

    private static PlanContent Heap(PlanContent plan, int number)
    {
        var tasks = Enumerable.Range(11, number).Select(each => Task($"K{each}", "Việc", Before(6, 15)));
        return plan with { Tasks = [.. plan.Tasks, .. tasks, Task("K16", "Việc sau", Before(6, 23)) with { DependsOn = ["K11"] }] };
    }

    private static PlanContent Doing(PlanContent plan, string body) =>
        plan with
        {
            Bodies = [.. plan.Bodies, Body("BCS", BodyKind.Board, PlanLevel.Village, "reporter")],
            Header = plan.Header with { Recipients = [new() { Text = "Thôn", Bodies = ["BPT", "BCS", "MTTQ"] }] },
            Tasks = [.. plan.Tasks.Select(row => row.Key == "K05" ? row : row with { Responsible = [body] })],
        };

    private static PlanContent Road(PlanContent plan, string name) =>
        Second(plan, row => row with { Places = ["R-195"] }) with
        {
            Places = [.. plan.Places, Place("R-195", name, "road")],
        };
}

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about amounts that tasks promise.</summary>
internal static class AssignmentWarnings
{
    /// <summary><c>assigned-over-target</c>: tasks promise more than the target.</summary>
    public static IEnumerable<PlanWarning> OverTarget(WarningContext plan) =>
        from row in Promised(plan)
        where row.Target.Operator == "=" && row.Sum > row.Target.Value
        select PlanWarning.Warn(
            "assigned-over-target",
            [row.Target.Key, .. row.Tasks],
            $"{Says(row.Target)}, các nhiệm vụ {PlanWarning.Names(row.Tasks)} giao {WrittenNumber.Display(row.Sum)}.",
            $"Nâng chỉ tiêu lên {WrittenNumber.Display(row.Sum)}, hoặc bỏ một phần giao."
        );

    /// <summary><c>assigned-under-target</c>: tasks promise less than the target, and places are not given the rest.</summary>
    public static IEnumerable<PlanWarning> UnderTarget(WarningContext plan) =>
        from row in Promised(plan)
        where row.Sum < row.Target.Value && Split(plan, row.Target.Key) < row.Target.Value
        select PlanWarning.Warn(
            "assigned-under-target",
            [row.Target.Key, .. row.Tasks],
            $"{Says(row.Target)}, các nhiệm vụ {PlanWarning.Names(row.Tasks)} mới giao {WrittenNumber.Display(row.Sum)}.",
            "Giao nốt phần còn lại, hoặc hạ chỉ tiêu."
        );

    /// <summary><c>assignment-without-place</c>: a task promises an amount and does not say where.</summary>
    public static IEnumerable<PlanWarning> WithoutPlace(WarningContext plan) =>
        from task in plan.Content.Tasks
        where
            task.Places.Count == 0
            && plan.Content.Targets.Any(target => plan.TasksOf(target).Contains(task) && Amount(target, task) is not null)
        select PlanWarning.Warn(
            "assignment-without-place",
            [task.Key],
            $"Nhiệm vụ {task.Key} giao số lượng nhưng không nêu nơi làm.",
            "Nêu thôn, xã làm việc ấy."
        );

    private static decimal Split(WarningContext plan, string target) =>
        plan.Content.Split.Where(row => row.Target == target && row.Basis != SplitBasis.Each).Sum(row => row.Value);

    private static string Says(PlanTarget target) =>
        $"Chỉ tiêu {target.Key} là {WrittenNumber.Display(target.Value!.Value)} {target.Measure}";

    /// <summary>Targets with what tasks promise of them. Where only the whole is promised, it counts once a place; beside parts it is
    /// taken for the same promise.</summary>
    private static IEnumerable<(PlanTarget Target, IReadOnlyList<string> Tasks, decimal Sum)> Promised(WarningContext plan)
    {
        foreach (var target in plan.Content.Targets.Where(target => target is { Kind: TargetKind.Reach, Value: > 0, IsShare: false }))
        {
            var all = Serving(plan, target)
                .Select(task => (Task: task, Amount: Amount(target, task)))
                .Where(row => row.Amount is not null)
                .ToList();
            var parts = all.Where(row => row.Amount != target.Value).ToList();
            var counted = parts.Count > 0 ? parts : [.. all.DistinctBy(row => string.Join(';', row.Task.Places))];
            if (counted.Count > 0)
            {
                yield return (target, [.. counted.Select(row => row.Task.Key)], counted.Sum(row => row.Amount!.Value));
            }
        }
    }

    /// <summary>Tasks that serve a target; by its criterion only where no other target has the same.</summary>
    private static IEnumerable<PlanTask> Serving(WarningContext plan, PlanTarget target) =>
        plan.Content.Targets.Count(row => row.Criterion == target.Criterion) == 1
            ? plan.TasksOf(target)
            : plan.Content.Tasks.Where(task => task.Serves.Contains(target.Key));

    private static decimal? Amount(PlanTarget target, PlanTask task) =>
        target is { Measure: { } measure, IsShare: false } ? PromisedAmount.In(task.Text, measure) : null;
}

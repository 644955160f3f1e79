namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about who answers for what.</summary>
internal static class TaskWarnings
{
    /// <summary>So many tasks of one body that end at one instant are more than it can direct.</summary>
    private const int Many = 5;

    /// <summary><c>target-unanswered</c>: no task with somebody who directs or does it serves a target.</summary>
    public static IEnumerable<PlanWarning> TargetWithoutTask(WarningContext plan)
    {
        var keys = plan
            .Content.Targets.Where(target => !plan.TasksOf(target).Any(task => task.Accountable.Concat(task.Responsible).Any()))
            .Select(target => target.Key)
            .ToList();
        return Some("target-unanswered", keys, "Chỉ tiêu không ai nhận", "Giao nhiệm vụ cho người chỉ đạo hoặc thực hiện.");
    }

    /// <summary><c>task-without-owner</c>: nobody at all is named.</summary>
    public static IEnumerable<PlanWarning> Nobody(WarningContext plan) =>
        Some(
            "task-without-owner",
            Keys(plan, task => !task.Everybody.Any()),
            "Nhiệm vụ không nêu ai làm",
            "Nêu người chỉ đạo và người thực hiện."
        );

    /// <summary><c>no-leader</c>: those named only help.</summary>
    public static IEnumerable<PlanWarning> NoLeader(WarningContext plan) =>
        Some(
            "no-leader",
            Keys(plan, task => task is { Accountable.Count: 0, Responsible.Count: 0, Coordinating.Count: > 0 }),
            "Nhiệm vụ chỉ nêu ai phối hợp, không nêu ai chủ trì",
            "Chỉ định người chủ trì."
        );

    /// <summary><c>no-responsible</c>: several direct and nobody does it, so that nobody knows who acts.</summary>
    public static IEnumerable<PlanWarning> NoResponsible(WarningContext plan) =>
        Some(
            "no-responsible",
            Keys(plan, task => task is { Accountable.Count: > 1, Responsible.Count: 0 }),
            "Nhiệm vụ có nhiều nơi chỉ đạo, không ai tham mưu, thực hiện",
            "Chỉ định người tham mưu, thực hiện."
        );

    /// <summary><c>overload</c>: one who directs has many tasks that end at the same instant; what waits for them is named too.</summary>
    public static IEnumerable<PlanWarning> Overload(WarningContext plan) =>
        from row in plan
            .Content.Tasks.Where(task => task.Due.Before is not null)
            .SelectMany(task => task.Accountable, (task, body) => (task, body))
        group row.task by (row.body, row.task.Due.Before) into heap
        where heap.Count() >= Many
        let keys = heap.Select(task => task.Key).ToList()
        let waiting = plan.Content.Tasks.Where(task => task.DependsOn.Intersect(keys).Any()).Select(task => task.Key)
        select PlanWarning.Info(
            "overload",
            [heap.Key.body, .. keys, .. waiting],
            $"{plan.Body(heap.Key.body).Name} chỉ đạo {keys.Count} nhiệm vụ cùng hạn ({heap.First().Due.Text}): {PlanWarning.Names(keys)}.",
            "Cân lại phân công, hoặc giãn hạn."
        );

    /// <summary><c>due-order</c>: a task is due before another one that it waits for.</summary>
    public static IEnumerable<PlanWarning> Order(WarningContext plan) =>
        from task in plan.Content.Tasks
        from first in plan.Content.Tasks
        where task.DependsOn.Contains(first.Key) && task.Due.Before < first.Due.Before
        select PlanWarning.Warn(
            "due-order",
            [first.Key, task.Key],
            $"Nhiệm vụ {task.Key} ({task.Due.Text}) làm sau {first.Key} nhưng hạn sớm hơn ({first.Due.Text}).",
            $"Dời hạn của {task.Key} ra sau, hoặc rút hạn của {first.Key}."
        );

    private static List<string> Keys(WarningContext plan, Func<PlanTask, bool> fits) =>
        [.. plan.Content.Tasks.Where(fits).Select(task => task.Key)];

    private static IEnumerable<PlanWarning> Some(string kind, List<string> keys, string message, string mend) =>
        keys.Count == 0 ? [] : [PlanWarning.Warn(kind, keys, $"{message}: {PlanWarning.Names(keys)}.", mend)];
}

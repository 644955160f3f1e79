namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the order of criteria, dossier and submission.</summary>
internal static class DossierWarnings
{
    /// <summary><c>criterion-after-dossier</c>: work on a criterion ends after the dossier that must prove it has gone.</summary>
    public static IEnumerable<PlanWarning> CriterionAfter(WarningContext plan)
    {
        var steps = Steps(plan);
        var late = Proved(plan).Where(task => task.Due.Before > Gone(steps)).ToList();
        if (steps.Count > 0 && late.Count > 0)
        {
            var targets = plan.Content.Targets.Where(target => IsServed(target, late) && IsServed(target, steps));
            yield return PlanWarning.Warn(
                "criterion-after-dossier",
                [.. late.Concat(steps).Select(task => task.Key), .. targets.Select(target => target.Key)],
                $"{PlanWarning.Names(late.Select(task => $"{task.Key} ({task.Due.Text})"))} xong sau khi hồ sơ hoàn thiện, trình: "
                    + $"{PlanWarning.Names(steps.Select(task => $"{task.Key} ({task.Due.Text})"))}.",
                "Dời hạn hồ sơ, hoặc rút hạn các công trình, tiêu chí."
            );
        }
    }

    /// <summary><c>due-order</c>: a dossier is due before the criteria in it, which are due before it goes.</summary>
    public static IEnumerable<PlanWarning> TargetAfter(WarningContext plan)
    {
        var dossiers = Steps(plan).Where(task => task.Step == PathStep.Dossier).ToList();
        var (ready, gone) = (dossiers.Min(task => task.Due.Before), Gone(Steps(plan)));
        var targets = plan.Content.Targets.Where(target => IsServed(target, dossiers) && IsBetween(target.Due)).ToList();
        var tasks = Proved(plan).Where(task => IsBetween(task.Due)).ToList();
        if (targets.Count + tasks.Count > 0)
        {
            var keys = targets.Select(target => target.Key).Concat(tasks.Select(task => task.Key)).ToList();
            yield return PlanWarning.Warn(
                "due-order",
                [.. keys, .. dossiers.Select(task => task.Key)],
                $"{PlanWarning.Names(keys)} hết hạn sau hồ sơ "
                    + $"{PlanWarning.Names(dossiers.Select(task => $"{task.Key} ({task.Due.Text})"))}.",
                "Đặt hạn hồ sơ sau hạn của tiêu chí."
            );
        }

        bool IsBetween(Due due) => due.Before > ready && due.Before <= gone;
    }

    private static List<PlanTask> Steps(WarningContext plan) =>
        [.. plan.Content.Tasks.Where(task => task is { Step: PathStep.Dossier or PathStep.Submission, Due.Before: not null })];

    private static DateTimeOffset? Gone(IEnumerable<PlanTask> steps) => steps.Max(task => task.Due.Before);

    /// <summary>Tasks whose result the dossier must prove: they serve the same target or criterion as the dossier.</summary>
    private static IEnumerable<PlanTask> Proved(WarningContext plan)
    {
        var served = Steps(plan).Where(task => task.Step == PathStep.Dossier).SelectMany(task => task.Serves).ToHashSet();
        return plan.Content.Tasks.Where(task => task.Step is null && task.Serves.Any(served.Contains));
    }

    private static bool IsServed(PlanTarget target, IEnumerable<PlanTask> tasks) => tasks.Any(task => task.Serves.Contains(target.Key));
}

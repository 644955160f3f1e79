namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the split of targets over places below.</summary>
internal static class SplitWarnings
{
    /// <summary><c>target-without-unit</c>: a target of the whole unit that no unit below is given. The unit's own criteria set cannot
    /// be divided, nor a single thing that is not a village's.</summary>
    public static IEnumerable<PlanWarning> Missing(WarningContext plan)
    {
        var split = plan.Content.Split.Select(row => row.Target).ToHashSet();
        var keys = plan
            .Content.Targets.Where(target => plan.IsOwn(target) && target is { Value: > 0, IsShare: false } && !split.Contains(target.Key))
            .Where(target => target.Criterion is not ("XA" or "HUYEN") && (target.Value != 1 || IsOfVillage(target)))
            .Select(target => target.Key)
            .ToList();
        if (plan.HasUnitsBelow && keys.Count > 0)
        {
            yield return PlanWarning.Warn(
                "target-without-unit",
                keys,
                $"Chỉ tiêu chưa giao cho đơn vị nào bên dưới: {PlanWarning.Names(keys)}.",
                "Giao cho từng đơn vị."
            );
        }
    }

    /// <summary><c>split-below-target</c>: what is given does not add up to the target.</summary>
    public static IEnumerable<PlanWarning> BelowTarget(WarningContext plan) =>
        from target in plan.Content.Targets
        where target is { Value: not null, IsShare: false }
        let rows = plan.Content.Split.Where(row => row.Target == target.Key && row.Basis != SplitBasis.Each).ToList()
        let sum = rows.Sum(row => row.Value)
        where rows.Count > 0 && sum < target.Value
        select PlanWarning.Warn(
            "split-below-target",
            [target.Key],
            $"Chỉ tiêu {target.Key} là {WrittenNumber.Display(target.Value!.Value)} {target.Measure}, "
                + $"mới giao {WrittenNumber.Display(sum)}; còn {WrittenNumber.Display(target.Value.Value - sum)}.",
            "Giao nốt phần còn lại, hoặc hạ chỉ tiêu."
        );

    /// <summary><c>garden-count-ambiguous</c>: a figure equals the number of places among which assignments divide it, so that it may be
    /// the total or the figure of each.</summary>
    public static IEnumerable<PlanWarning> TotalOrEach(WarningContext plan) =>
        from target in plan.Content.Targets
        where target is { AsWritten: not null, Value: >= 2 }
        let rows = plan.Content.Split.Where(row => row.Target == target.Key).ToList()
        where rows.Count == target.Value && rows.TrueForAll(row => row is { Basis: SplitBasis.Assignment, Value: 1 })
        select PlanWarning.Info(
            "garden-count-ambiguous",
            [target.Key],
            $"\"{target.AsWritten}\" cho {rows.Count} nơi: có thể là tổng hoặc của mỗi nơi; phần giao cho thấy là tổng.",
            "Ghi rõ là tổng hay mỗi nơi."
        );

    private static bool IsOfVillage(PlanTarget target) => target.Criterion is { } code && (code == "VM" || code.Split('-')[0] == "KDC");
}

namespace Ntm.Planning.Domain.Progress;

/// <summary>What the sum of figures means for a target.</summary>
internal static class TargetMath
{
    /// <summary>
    /// Where the target stands, in its unit of measure. What is counted by period starts from the baseline. A share is one of the whole
    /// that the plan names, so that a part of the villages never makes the whole.
    /// </summary>
    /// <returns>Null where nothing was reported, and for a share of nothing.</returns>
    public static decimal? ValueOf(PlanTarget target, Amount total)
    {
        var whole = Math.Max(target.Total ?? 0, total.Of);
        if (total.Count == 0 || (target.IsShare && whole == 0))
        {
            return null;
        }

        var done = target.IsShare ? Math.Round(100 * total.Value / whole, 6) : total.Value;
        return Contribution.IsToDate(target) ? done
            : target.Kind == TargetKind.BringDown ? (target.Baseline ?? 0) - done
            : (target.Baseline ?? 0) + done;
    }

    /// <summary>Whether a value is what the target wants.</summary>
    public static bool Fits(PlanTarget target, decimal value) =>
        target switch
        {
            { Value: null } => false,
            { Kind: TargetKind.KeepWithin } => value >= target.Value && value <= target.Upper,
            { Kind: TargetKind.BringDown or TargetKind.KeepBelow } => target.Operator == "<" ? value < target.Value : value <= target.Value,
            _ => target.Operator == ">" ? value > target.Value : value >= target.Value,
        };

    /// <summary>Whether it is a level to be kept, which is reached only when its time is over.</summary>
    public static bool IsKept(PlanTarget target) => target.Kind is TargetKind.KeepAbove or TargetKind.KeepBelow or TargetKind.KeepWithin;
}

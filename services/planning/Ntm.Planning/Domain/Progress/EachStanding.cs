namespace Ntm.Planning.Domain.Progress;

/// <summary>Where one unit stands with a target that is stated for each unit.</summary>
/// <param name="Value">What it has reached, in the target's unit of measure; of a share per cent.</param>
/// <param name="IsReached">Whether that is what the unit has to reach.</param>
internal sealed record EachStanding(decimal Value, bool IsReached)
{
    /// <summary>The standing by the unit's figures that count; null where there is none, and for a share of nothing.</summary>
    public static EachStanding? Of(PlanContent content, PlanTarget target, string unitCode, IEnumerable<Figure> figures)
    {
        var part = EachTarget.Part(content, target, unitCode);
        var sum = figures
            .Where(row => row.Measure == part.Measure)
            .OrderBy(row => row.From)
            .Select(row => new Amount(row.Value, row.Of ?? 0, 1))
            .Aggregate(default(Amount), (before, row) => Contribution.IsToDate(part) ? row : before + row);
        return TargetMath.ValueOf(part, sum) is { } value ? new EachStanding(value, TargetMath.Fits(part, value)) : null;
    }
}

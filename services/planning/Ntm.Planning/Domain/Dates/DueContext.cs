namespace Ntm.Planning.Domain.Dates;

/// <summary>What the words of a due leave out.</summary>
/// <param name="Year">Year of the campaign, for a day, month or quarter without one.</param>
/// <param name="Periods">Periods of the plan, for <c>trong đợt</c>.</param>
/// <param name="Period">Key of the period to which the target or task belongs; null for the main one.</param>
internal sealed record DueContext(int Year, IReadOnlyList<PlanPeriod> Periods, string? Period = null)
{
    /// <summary>The period that <c>trong đợt</c> means: the row's own peak, else the peak that ends last, else the whole plan.</summary>
    public PlanPeriod? Peak =>
        Periods.FirstOrDefault(period => period.Key == Period && period.Kind == PeriodKind.Peak)
        ?? Periods.Where(period => period.Kind == PeriodKind.Peak).MaxBy(period => period.To)
        ?? Periods.FirstOrDefault(period => period.Kind == PeriodKind.Main);
}

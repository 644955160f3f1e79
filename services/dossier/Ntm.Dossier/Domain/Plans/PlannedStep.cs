namespace Ntm.Dossier.Domain.Plans;

/// <summary>A date that a published plan sets for a step of a dossier's path.</summary>
/// <param name="Step">Step as plans name it, e.g. <c>submission</c>.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Edition">Edition of the plan.</param>
/// <param name="Number">Number of the plan.</param>
/// <param name="Text">As the plan words it.</param>
/// <param name="From">First instant of a month or quarter; null otherwise.</param>
/// <param name="Before">First instant that is too late.</param>
internal sealed record PlannedStep(
    string Step,
    Guid PlanId,
    int Edition,
    string Number,
    string Text,
    DateTimeOffset? From,
    DateTimeOffset Before
);

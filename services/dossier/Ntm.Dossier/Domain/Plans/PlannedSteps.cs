using System.Collections.Immutable;
using Ntm.Contracts.Planning.V1;

namespace Ntm.Dossier.Domain.Plans;

/// <summary>A plan as it was last published, as far as it dates the recognition path.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Edition">Its newest edition.</param>
/// <param name="UnitPath">Path of the unit that issued it; it dates the dossiers of this unit and of those below.</param>
/// <param name="Number">Number of the plan.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Closed">Whether it was closed.</param>
/// <param name="Dates">What it dates.</param>
internal sealed record DatingPlan(
    Guid PlanId,
    int Edition,
    string UnitPath,
    string Number,
    DateOnly IssuedOn,
    bool Closed,
    IReadOnlyList<PlannedDate> Dates
);

/// <summary>
/// Which plan dates which step. The plan of the nearest unit goes before those above it, and of one unit the one issued last. A plan
/// dates what must be done and never what is refused: the cut-off that the law or the province sets stays where it is.
/// </summary>
internal static class PlannedSteps
{
    /// <summary>The dates for a dossier, one a step at most, in the order of the steps' names.</summary>
    /// <param name="plans">Plans of the dossier's unit, and of those above it, for its year.</param>
    /// <param name="applied">Plans that the dossier follows already: a closed one stays in force for it.</param>
    public static ImmutableList<PlannedStep> Of(IEnumerable<DatingPlan> plans, IReadOnlySet<Guid> applied) =>
        [
            .. plans
                .Where(plan => !plan.Closed || applied.Contains(plan.PlanId))
                .SelectMany(plan => plan.Dates.Select(date => (Plan: plan, Date: date)))
                .GroupBy(pair => pair.Date.Step, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    group
                        .OrderByDescending(pair => pair.Plan.UnitPath.Length)
                        .ThenByDescending(pair => pair.Plan.IssuedOn)
                        .ThenByDescending(pair => pair.Plan.PlanId)
                        .First()
                )
                .Select(pair => new PlannedStep(
                    pair.Date.Step,
                    pair.Plan.PlanId,
                    pair.Plan.Edition,
                    pair.Plan.Number,
                    pair.Date.Text,
                    pair.Date.From,
                    pair.Date.Before
                )),
        ];

    /// <summary>The dates that are set for a stage of a dossier by plans and extensions.</summary>
    public static StageDates DatesOf(RecognitionDossier dossier, Stage stage, ImmutableList<PlannedStep> planned) =>
        new(dossier.Year, dossier.ExtensionOf(stage)?.Before, planned.Find(date => date.Step == StepOf(stage))?.Before);

    /// <summary>The step of a stage, as plans name it; null for a stage that no plan dates.</summary>
    public static string? StepOf(Stage stage) =>
        stage switch
        {
            { Kind: StageKind.SelfAssessment } => "self-assessment",
            { Kind: StageKind.Submission } => "submission",
            { Kind: StageKind.Survey } => "survey",
            { Kind: StageKind.Preparation, Key: "commune-dossier" } => "dossier",
            { Kind: StageKind.Review, Level: "district" } => "examination",
            _ => null,
        };
}

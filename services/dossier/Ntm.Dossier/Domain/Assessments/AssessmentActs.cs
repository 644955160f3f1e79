using System.Collections.Immutable;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Events;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain.Assessments;

/// <summary>A revision of the self-assessment as the dossier takes it in.</summary>
/// <param name="Change">What it changes.</param>
/// <param name="Criteria">The criteria that count for the dossier from now on.</param>
/// <param name="Passed">The stage of self-assessment that it passes; null when it does not, or none is open.</param>
internal sealed record Intake(Change Change, ImmutableList<AssessedCriterion> Criteria, Stage? Passed);

/// <summary>
/// Applies what the assessment service reports. That service learns of stages by events, so a report may arrive after its stage
/// ended: what was receipted and accepted by then stays, and the audit records that the report came too late.
/// </summary>
internal static class AssessmentActs
{
    /// <summary>Takes in a submitted revision: of each criterion that an open stage asks for, and of no other.</summary>
    public static Result<Intake> TakeIn(RecognitionDossier dossier, Act act, SelfAssessmentSubmitted submitted, TakenRevisions taken)
    {
        var accepted = taken.Of(dossier.Content.Assessment?.Revision ?? 0);
        var asking = AskingStages(dossier, submitted);
        if (asking.Count == 0)
        {
            return DossierErrors.AssessmentTooLate(submitted.Revision);
        }

        bool Asked(AssessedCriterion criterion) =>
            asking.Exists(stage => EditableCriteria(dossier, stage)?.Contains(criterion.Code) != false);
        var unasked = submitted.Criteria.Where(criterion => !Asked(criterion)).Select(criterion => criterion.Code).ToList();
        var criteria = submitted
            .Criteria.Select(criterion => Asked(criterion) ? criterion : accepted.FirstOrDefault(before => before.Code == criterion.Code))
            .OfType<AssessedCriterion>()
            .ToImmutableList();
        var allPassed = unasked.Count == 0 ? submitted.AllCriteriaPassed : criteria.TrueForAll(criterion => criterion.Passed);
        var content = dossier.Content with
        {
            Assessment = new AssessmentRecord(
                submitted.Revision,
                allPassed,
                criteria.ConvertAll(criterion => criterion.Code),
                submitted.Proof?.Hash
            ),
            Returned = dossier.Content.ReturnedItems.Compare(
                act,
                "assessment",
                entry => entry.Item.Kind == ReviewItem.Criterion && asking.Exists(stage => stage.Key == entry.AnswerStage),
                entry => taken.Differs(entry.AssessmentRevision, entry.Item.Key, criteria)
            ),
        };
        var audited = new
        {
            submitted.Revision,
            AllPassed = allPassed,
            NotAsked = unasked,
            submitted.Proof,
        };
        return new Intake(
            new Change(content.PreparedBy(act, submitted.PreparedBy ?? []))
            {
                Audit = [act.Entry("assessment.submitted", asking[0], audited)],
            },
            criteria,
            asking.Find(stage => stage.Kind == StageKind.SelfAssessment && (allPassed || !stage.Has(Guard.SelfAssessmentPassed)))
        );
    }

    /// <summary>Records in the audit that a revision came too late.</summary>
    public static Change TooLate(RecognitionDossier dossier, Act act, SelfAssessmentSubmitted submitted) =>
        new(dossier.Content with { LateRevision = submitted.Revision })
        {
            Audit = [act.Entry("assessment.too_late", null, new { submitted.Revision, Stages = submitted.Stages ?? [] })],
        };

    /// <summary>
    /// Which criteria may be assessed anew while a stage is open: null means all, empty means none. A preparation asks for
    /// what was returned to it, and for everything when a lost vote sent the dossier the whole way again.
    /// </summary>
    public static IReadOnlyList<string>? EditableCriteria(RecognitionDossier dossier, Stage stage)
    {
        if (stage.Kind == StageKind.SelfAssessment)
        {
            return null;
        }

        if (stage.Kind != StageKind.Preparation)
        {
            return [];
        }

        var returned = dossier.Content.ReturnedItems.To(stage).Select(entry => entry.Item).ToList();
        var lost =
            dossier.Content.Council?.Result is { Carried: false }
            && dossier.Path.Stages.Any(vote =>
                vote.Kind == StageKind.CouncilVote && dossier.Path.Connections[new Port(vote.Key, Outcomes.Lost)] == stage.Key
            );
        return lost && returned.Count == 0 ? null : [.. returned.Where(item => item.Kind == ReviewItem.Criterion).Select(item => item.Key)];
    }

    /// <summary>A criterion that had passed no longer does.</summary>
    public static Result<Change> Lose(RecognitionDossier dossier, Act act, string code, int revision) =>
        new LostCriteria(dossier.Content.LostCriteria)
            .Lose(code, revision, act.At)
            .Then(lost => new Change(dossier.Content with { LostCriteria = lost })
            {
                Audit = [act.Entry("criterion.lost", null, new { code, revision })],
                Events = [StepEvents.CriterionLoss(dossier, act, code, revision)],
            });

    private static List<Stage> AskingStages(RecognitionDossier dossier, SelfAssessmentSubmitted submitted) =>
        // A publisher of the version before does not name the stages; it means those that are open.
        [
            .. dossier
                .Content.Open.Where(open => submitted.Stages?.Contains(new NamedStage(open.Key, open.Round)) != false)
                .Select(open => dossier.Path.StageOf(open.Key))
                .Where(stage => EditableCriteria(dossier, stage) is not { Count: 0 }),
        ];
}

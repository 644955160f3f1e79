using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Assessment.Features;

/// <summary>The events of a submitted self-assessment.</summary>
internal static class SubmissionEvents
{
    /// <summary>Publishes the submission, then one event for each criterion lost since the revision before.</summary>
    public static void PublishSubmission(
        this AssessmentDbContext db,
        OpenedAssessment opened,
        SubmittedRevision revision,
        IReadOnlyList<CriterionView> criteria,
        IReadOnlyList<string> lost
    )
    {
        var (assessment, at) = (opened.Assessment, revision.SubmittedAt);
        var orderKey = assessment.DossierId.ToString("N");
        var submitted = new SelfAssessmentSubmitted
        {
            EventId = Guid.CreateVersion7(at),
            OccurredAt = at,
            UnitCode = assessment.UnitCode,
            DossierId = assessment.DossierId,
            AssessmentId = assessment.Id,
            Revision = revision.Number,
            CriteriaSet = assessment.CriteriaSet!,
            AllCriteriaPassed = revision.AllCriteriaPassed,
            Criteria = [.. criteria.Select(Assessed)],
            SubmittedBy = revision.SubmittedBy,
            Stages = [.. opened.Stages.Where(stage => stage.Asks).Select(stage => new NamedStage(stage.Stage, stage.Round))],
            PreparedBy = assessment.Authors,
        };
        db.Publish(submitted, submitted.EventId, orderKey, at);
        foreach (var code in lost)
        {
            var @event = new CriterionLost
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                UnitCode = assessment.UnitCode,
                DossierId = assessment.DossierId,
                CriterionCode = code,
                Revision = revision.Number,
            };
            db.Publish(@event, @event.EventId, orderKey, at);
        }
    }

    private static AssessedCriterion Assessed(CriterionView criterion) =>
        new(
            criterion.Code,
            criterion.Passed,
            [
                .. criterion.Indicators.Select(indicator => new AssessedIndicator(
                    indicator.Code,
                    indicator.Verdict,
                    indicator.ValueText,
                    [.. indicator.Evidence.Select(file => file.Hash)]
                )),
            ]
        );
}

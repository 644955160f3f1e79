using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Fixes a draft as a revision and publishes it.</summary>
internal static class Submission
{
    public static async Task<Result> SubmitAsync(
        this AssessmentDbContext db,
        OpenedAssessment opened,
        Caller caller,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        if (opened.Unproven is { Count: > 0 } unproven)
        {
            return AssessmentErrors.EvidenceMissing(unproven);
        }

        var before = await db.LastRevisionAsync(opened.Assessment, cancellation);
        var criteria = SelfAssessmentViews.Criteria(opened);
        var revision = new SubmittedRevision
        {
            AssessmentId = opened.Assessment.Id,
            Number = opened.Assessment.Submit(),
            SubmittedAt = at,
            SubmittedBy = caller.Subject,
            SubmittedFor = AssessmentAccess.Submitting(caller, opened.Assessment.UnitPath).Principal,
            SubmittedByName = caller.Name,
            AllCriteriaPassed = criteria.All(criterion => criterion.Passed),
            Content = RevisionContent.Write(criteria),
        };
        db.Revisions.Add(revision);
        Publish(db, opened, revision, criteria, before is null ? [] : RevisionContent.Compare(before.Content, criteria).Lost);
        return Result.Done;
    }

    /// <summary>Publishes the submission, then one event for each criterion lost since the revision before.</summary>
    private static void Publish(
        AssessmentDbContext db,
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
            OnBehalfOf = revision.SubmittedFor,
            Stages = [.. opened.Stages.Where(stage => stage.Asks).Select(stage => new NamedStage(stage.Stage, stage.Round))],
            PreparedBy = assessment.Authors,
            Proof = ContentProofs.Of(revision),
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

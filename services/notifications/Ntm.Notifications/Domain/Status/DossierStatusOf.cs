using Ntm.Contracts.Dossier.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>What of an event about a dossier is public. Every field is copied by name, none because it is there.</summary>
internal static class DossierStatusOf
{
    /// <summary>Outcomes of a stage that ended without its actor.</summary>
    private static readonly string[] Unfinished = ["Cancelled", "Withdrawn"];

    public static DossierStatus Event(IDossierEvent @event) =>
        @event switch
        {
            DossierOpened opened => new OpenedStatus { PathId = opened.PathId, PathVersion = opened.PathVersion },
            StageOpened opened => Entered(opened),
            StageCompleted completed => Ended(completed),
            DossierSubmitted submitted => new SubmittedStatus
            {
                Stage = submitted.Stage,
                ReceiptNumber = submitted.ReceiptNumber,
                ContentHash = submitted.ContentHash,
            },
            ItemsReturned returned => new ReturnedStatus
            {
                Stage = returned.Stage,
                Round = returned.Round,
                Items = [.. returned.Items.Select(item => new ReturnedPart { Kind = item.Kind, Key = item.Key })],
            },
            SubmissionExtended extended => new ExtendedStatus
            {
                Stage = extended.Stage,
                Until = extended.Until,
                DocumentNumber = extended.DocumentNumber,
                DocumentDate = extended.DocumentDate,
                Correction = extended.Correction is not null,
            },
            DossierWithdrawn withdrawn => new WithdrawnStatus
            {
                ContinuedIn = withdrawn.ContinuedIn,
                EndedStages = [.. withdrawn.EndedWork.Select(work => work.Stage)],
            },
            VoteCounted vote => Held(vote),
            RecognitionDecided { Outcome: "Recognised" } decided => new RecognisedStatus
            {
                DecisionNumber = decided.DecisionNumber,
                DecisionDate = decided.DecisionDate,
            },
            RecognitionDecided { Outcome: "Refused" } decided => new RefusedStatus
            {
                DecisionNumber = decided.DecisionNumber,
                DecisionDate = decided.DecisionDate,
            },
            DossierClosed closed => new ClosedStatus { Outcome = closed.Outcome },
            DossierUnitChanged changed => Changed(changed),
            CriterionLossRecorded lost => new CriterionLostStatus { Criterion = lost.CriterionCode, Revision = lost.Revision },
            DeadlineSet or DeadlineApproaching or DeadlineMissed => Deadline(@event),
            _ => throw new InvalidOperationException($"{@event.GetType().Name} has no public form in this version."),
        };

    private static StageEnteredStatus Entered(StageOpened opened) =>
        new()
        {
            Stage = opened.Stage,
            StageTitle = opened.StageTitle,
            Round = opened.Round,
            Kind = opened.Kind,
            ActorLevel = opened.ActorLevel,
            ActorRole = opened.ActorRole,
            ActorUnitPath = opened.ActorUnitPath,
            DueAt = opened.DueAt,
            DueUnknown = opened.DueUnknown,
        };

    private static StageEndStatus Ended(StageCompleted completed)
    {
        var (stage, title, round, kind, outcome) = (
            completed.Stage,
            completed.StageTitle,
            completed.Round,
            completed.Kind,
            completed.Outcome
        );
        return (Unfinished.Contains(outcome) ? "" : kind) switch
        {
            "SelfAssessment" => new AssessmentSubmittedStatus
            {
                Stage = stage,
                StageTitle = title,
                Round = round,
                Kind = kind,
                Outcome = outcome,
            },
            "Survey" => new SurveyClosedStatus
            {
                Stage = stage,
                StageTitle = title,
                Round = round,
                Kind = kind,
                Outcome = outcome,
            },
            "Announcement" => new AnnouncedStatus
            {
                Stage = stage,
                StageTitle = title,
                Round = round,
                Kind = kind,
                Outcome = outcome,
            },
            _ => new StageCompletedStatus
            {
                Stage = stage,
                StageTitle = title,
                Round = round,
                Kind = kind,
                Outcome = outcome,
            },
        };
    }

    private static VoteHeldStatus Held(VoteCounted vote) =>
        new()
        {
            Present = vote.Present,
            InFavour = vote.InFavour,
            Against = vote.Against,
            Invalid = vote.Invalid,
            Carried = vote.Carried,
            MinutesNumber = vote.MinutesNumber,
        };

    private static UnitChangedStatus Changed(DossierUnitChanged changed) =>
        new()
        {
            UnitName = changed.UnitName,
            FormerUnitCode = changed.FormerUnitCode,
            FormerUnitPath = changed.FormerUnitPath,
            HandedOver =
            [
                .. changed.HandedOver.Select(stage => new HandedOverPart
                {
                    Stage = stage.Stage,
                    ActorRole = stage.ActorRole,
                    FormerActorUnitPath = stage.FormerActorUnitPath,
                    ActorUnitPath = stage.ActorUnitPath,
                    DueAt = stage.DueAt,
                }),
            ],
        };

    private static DeadlineStatus Deadline(IDossierEvent @event) =>
        @event switch
        {
            DeadlineSet set => new DeadlineSetStatus
            {
                Stage = set.Stage,
                StageTitle = set.StageTitle,
                Round = set.Round,
                DueAt = set.DueAt,
                ActorLevel = set.ActorLevel,
                ActorRole = set.ActorRole,
                ActorUnitPath = set.ActorUnitPath,
            },
            DeadlineApproaching near => new DeadlineApproachingStatus
            {
                Stage = near.Stage,
                StageTitle = near.StageTitle,
                Round = near.Round,
                DueAt = near.DueAt,
                ActorLevel = near.ActorLevel,
                ActorRole = near.ActorRole,
                ActorUnitPath = near.ActorUnitPath,
                WorkingDaysLeft = near.WorkingDaysLeft,
            },
            DeadlineMissed missed => new DeadlineMissedStatus
            {
                Stage = missed.Stage,
                StageTitle = missed.StageTitle,
                Round = missed.Round,
                DueAt = missed.DueAt,
                ActorLevel = missed.ActorLevel,
                ActorRole = missed.ActorRole,
                ActorUnitPath = missed.ActorUnitPath,
            },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is about no deadline."),
        };
}

using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Domain;

/// <summary>The events that a dossier publishes.</summary>
internal sealed partial class RecognitionDossier
{
    private void RaiseOpened(Act act, Stage stage, OpenStage open) =>
        Raise(sequence => new StageOpened
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Kind = stage.Kind.ToString(),
            Round = open.Round,
            DueAt = open.DueAt,
            DueUnknown = Deadlines.IsUnknown(open, stage),
            ActorLevel = stage.Level,
            ActorRole = open.FirstRole ?? stage.Role,
            ActorUnitPath = ActorUnit(stage),
            Title = Title,
            Year = Year,
            DossierOpenedOn = OpenedOn,
            EditableCriteria = EditableCriteria(stage),
        });

    private void RaiseCompleted(Act act, StageClosed closed) =>
        Raise(sequence => new StageCompleted
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = closed.Stage.Key,
            StageTitle = closed.Stage.Title,
            Kind = closed.Stage.Kind.ToString(),
            Round = closed.Round,
            Outcome = closed.Outcome,
            CompletedBy = act.By,
        });

    private void RaiseClosed(Act act) =>
        Raise(sequence => new DossierClosed
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Outcome = Status.ToString(),
        });

    private void RaiseReturned(Act act, Stage stage, int round, IEnumerable<ReturnedEntry> items) =>
        Raise(sequence => new ItemsReturned
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            Round = round,
            Items = [.. items.Select(entry => new ReturnedItem(entry.Item.Kind, entry.Item.Key, entry.Reason))],
        });

    private void RaiseSubmitted(Act act, Stage stage, SubmissionReceipt receipt) =>
        Raise(sequence => new DossierSubmitted
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            ReceiptNumber = receipt.Number,
            ContentHash = receipt.ContentHash,
        });

    private void RaiseExtended(Act act, Stage stage, Extension extension, DateTimeOffset until) =>
        Raise(sequence => new SubmissionExtended
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            Until = until,
            DocumentNumber = extension.DocumentNumber,
            DocumentDate = extension.DocumentDate,
        });

    private void RaiseCounted(Act act, CouncilSession session) =>
        Raise(sequence => new VoteCounted
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Present = session.Result!.Present,
            InFavour = session.Result.InFavour,
            Against = session.Result.Against,
            Invalid = session.Result.Invalid,
            Carried = session.Result.Carried,
            MinutesNumber = session.Minutes!.Number,
        });

    private void RaiseDecided(Act act, DecisionRecord decision) =>
        Raise(sequence => new RecognitionDecided
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Outcome = decision.Outcome,
            Title = Title,
            Year = Year,
            DecisionNumber = decision.Number,
            DecisionDate = decision.Date,
        });

    private void RaiseApproaching(Act act, Stage stage, OpenStage open, int left) =>
        Raise(sequence => new DeadlineApproaching
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = open.DueAt!.Value,
            WorkingDaysLeft = left,
            ActorLevel = stage.Level,
            ActorRole = open.FirstRole ?? stage.Role,
            ActorUnitPath = ActorUnit(stage),
        });

    private void RaiseMissed(Act act, Stage stage, OpenStage open) =>
        Raise(sequence => new DeadlineMissed
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = open.DueAt!.Value,
            ActorLevel = stage.Level,
            ActorRole = open.FirstRole ?? stage.Role,
            ActorUnitPath = ActorUnit(stage),
        });

    private void RaiseDeadlineSet(Act act, Stage stage, OpenStage open, DateTimeOffset dueAt) =>
        Raise(sequence => new DeadlineSet
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = dueAt,
            ActorLevel = stage.Level,
            ActorRole = open.FirstRole ?? stage.Role,
            ActorUnitPath = ActorUnit(stage),
        });

    private void RaiseCriterionLoss(Act act, string code, int revision) =>
        Raise(sequence => new CriterionLossRecorded
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            CriterionCode = code,
            Revision = revision,
            ProvincePath = Content.Actors["province"],
        });
}

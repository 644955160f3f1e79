using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Decisions;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain.Events;

/// <summary>The events of what people do at a stage.</summary>
internal static class StepEvents
{
    public static Func<long, IDossierEvent> Returned(
        RecognitionDossier dossier,
        Act act,
        Stage stage,
        int round,
        IEnumerable<ReturnedEntry> items
    ) =>
        sequence => new ItemsReturned
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            Round = round,
            Items = [.. items.Select(entry => new ReturnedItem(entry.Item.Kind, entry.Item.Key, entry.Reason))],
        };

    public static Func<long, IDossierEvent> Submitted(RecognitionDossier dossier, Act act, Stage stage, SubmissionReceipt receipt) =>
        sequence => new DossierSubmitted
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            ReceiptNumber = receipt.Number,
            ContentHash = receipt.ContentHash,
        };

    public static Func<long, IDossierEvent> Counted(RecognitionDossier dossier, Act act, CouncilSession session) =>
        sequence => new VoteCounted
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Present = session.Result!.Present,
            InFavour = session.Result.InFavour,
            Against = session.Result.Against,
            Invalid = session.Result.Invalid,
            Carried = session.Result.Carried,
            MinutesNumber = session.Minutes!.Number,
        };

    public static Func<long, IDossierEvent> Decided(RecognitionDossier dossier, Act act, DecisionRecord decision) =>
        sequence => new RecognitionDecided
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Outcome = decision.Outcome,
            Title = dossier.Title,
            Year = dossier.Year,
            DecisionNumber = decision.Number,
            DecisionDate = decision.Date,
        };

    public static Func<long, IDossierEvent> CriterionLoss(RecognitionDossier dossier, Act act, string code, int revision) =>
        sequence => new CriterionLossRecorded
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            CriterionCode = code,
            Revision = revision,
            ProvincePath = dossier.ProvincePath,
        };
}

using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Domain.Events;

/// <summary>The events about the deadlines of a dossier.</summary>
internal static class DeadlineEvents
{
    public static Func<long, IDossierEvent> Approaching(RecognitionDossier dossier, Act act, Stage stage, OpenStage open, int left) =>
        sequence => new DeadlineApproaching
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = open.DueAt!.Value,
            WorkingDaysLeft = left,
            ActorLevel = stage.Level,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
        };

    public static Func<long, IDossierEvent> Missed(RecognitionDossier dossier, Act act, Stage stage, OpenStage open) =>
        sequence => new DeadlineMissed
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = open.DueAt!.Value,
            ActorLevel = stage.Level,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
        };

    public static Func<long, IDossierEvent> Set(RecognitionDossier dossier, Act act, Stage stage, OpenStage open, DateTimeOffset dueAt) =>
        sequence => new DeadlineSet
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Round = open.Round,
            DueAt = dueAt,
            ActorLevel = stage.Level,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
        };

    public static Func<long, IDossierEvent> Extended(
        RecognitionDossier dossier,
        Act act,
        Stage stage,
        Extension extension,
        DateTimeOffset until
    ) =>
        sequence => new SubmissionExtended
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            Until = until,
            DocumentNumber = extension.DocumentNumber,
            DocumentDate = extension.DocumentDate,
            Correction = extension.Correction,
        };
}

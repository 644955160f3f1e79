using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Assessments;

namespace Ntm.Dossier.Domain.Events;

/// <summary>The events of a dossier's way along its path, each built for its number in the dossier's sequence.</summary>
internal static class PathEvents
{
    public static Func<long, IDossierEvent> Opened(RecognitionDossier dossier, Act act) =>
        sequence => new DossierOpened
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Title = dossier.Title,
            Year = dossier.Year,
            PathId = dossier.Path.Key,
            PathVersion = dossier.Path.Version,
            OpenedBy = act.By,
        };

    public static Func<long, IDossierEvent> StageOpened(RecognitionDossier dossier, Act act, Stage stage, OpenStage open) =>
        sequence => new StageOpened
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Kind = stage.Kind.ToString(),
            Round = open.Round,
            DueAt = open.DueAt,
            DueUnknown = Deadlines.IsUnknown(open, stage),
            ActorLevel = stage.Level,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
            Title = dossier.Title,
            Year = dossier.Year,
            DossierOpenedOn = dossier.OpenedOn,
            EditableCriteria = AssessmentActs.EditableCriteria(dossier, stage),
        };

    public static Func<long, IDossierEvent> StageCompleted(RecognitionDossier dossier, Act act, StageClosed closed) =>
        sequence => new StageCompleted
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Stage = closed.Stage.Key,
            StageTitle = closed.Stage.Title,
            Kind = closed.Stage.Kind.ToString(),
            Round = closed.Round,
            Outcome = closed.Outcome,
            CompletedBy = act.By,
        };

    public static Func<long, IDossierEvent> Withdrawn(RecognitionDossier dossier, Act act, string reason, Guid? continuedIn = null)
    {
        var open = dossier.Content.Open.ConvertAll(open =>
        {
            var stage = dossier.Path.StageOf(open.Key);
            return new EndedWork(stage.Key, stage.Title, stage.Role, dossier.ActorUnit(stage));
        });
        return sequence => new DossierWithdrawn
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Reason = reason,
            WithdrawnBy = act.By,
            ContinuedIn = continuedIn,
            EndedWork = open,
        };
    }

    public static Func<long, IDossierEvent> Closed(RecognitionDossier dossier, Act act) =>
        sequence => new DossierClosed
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            Outcome = dossier.Status.ToString(),
        };
}

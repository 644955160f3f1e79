using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Domain.Events;

/// <summary>The events about opinions asked of others. They have no numbers and are not stored: who may know of a question reads it at
/// the dossier.</summary>
internal static class OpinionEvents
{
    public static IOpinionEvent Asked(RecognitionDossier dossier, Act act, Opinion opinion) =>
        new OpinionAsked
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            UnitName = dossier.UnitName,
            Number = opinion.Number,
            Stage = opinion.Stage,
            StageTitle = dossier.Path.StageOf(opinion.Stage).Title,
            AskedRole = opinion.To.Role,
            AskedUnitPath = opinion.To.UnitPath,
            AskedDepartment = opinion.To.Department,
            DueAt = opinion.DueAt,
        };

    public static IOpinionEvent Reminded(RecognitionDossier dossier, Act act, Opinion opinion, string cause)
    {
        var stage = dossier.Path.StageOf(opinion.Stage);
        return new OpinionReminded
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            UnitName = dossier.UnitName,
            Number = opinion.Number,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Cause = cause,
            AskedRole = opinion.To.Role,
            AskedUnitPath = opinion.To.UnitPath,
            AskedDepartment = opinion.To.Department,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
            DueAt = opinion.DueAt,
        };
    }

    public static IOpinionEvent Answered(RecognitionDossier dossier, Act act, Opinion opinion)
    {
        var stage = dossier.Path.StageOf(opinion.Stage);
        return new OpinionAnswered
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            UnitName = dossier.UnitName,
            Number = opinion.Number,
            Stage = stage.Key,
            StageTitle = stage.Title,
            ActorRole = stage.Role,
            ActorUnitPath = dossier.ActorUnit(stage),
        };
    }
}

using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Domain.Units;

/// <summary>What changes when a dossier follows its unit.</summary>
internal static class PlacementActs
{
    /// <summary>The content after the change; the units that acted before stay in the history.</summary>
    public static DossierContent ContentAfter(RecognitionDossier dossier, Act act, UnitPlacement to)
    {
        var before = dossier.Unit;
        var content = dossier.Content with
        {
            Actors = new Dictionary<string, string>(to.Actors),
            Opinions = OpinionActs.Moved(dossier.Content, to.Actors),
        };
        return before == to.Unit
            ? content
            : content with
            {
                FormerUnits = content.FormerUnits.Add(new FormerUnit(before.Code, before.Name, before.Path, act.Day.AddDays(-1))),
            };
    }

    public static AuditAct Entry(RecognitionDossier dossier, Act act, UnitPlacement to) =>
        act.Entry(
            "dossier.unit_changed",
            null,
            new
            {
                From = dossier.Unit,
                To = to.Unit,
                Actors = to.Actors,
            }
        );

    /// <summary>The open stages whose actor is another unit afterwards.</summary>
    public static IReadOnlyList<HandedOverStage> HandedOver(RecognitionDossier dossier, UnitPlacement to) =>
        [
            .. dossier
                .Content.Open.Select(open => (Open: open, Stage: dossier.Path.StageOf(open.Key)))
                .Where(pair => dossier.ActorUnit(pair.Stage) != UnitPlacement.ActorOf(to.Actors, pair.Stage))
                .Select(pair => new HandedOverStage(
                    pair.Stage.Key,
                    pair.Stage.Title,
                    pair.Stage.Role,
                    dossier.ActorUnit(pair.Stage),
                    UnitPlacement.ActorOf(to.Actors, pair.Stage),
                    pair.Open.DueAt
                )),
        ];

    public static Func<long, IDossierEvent> Changed(
        RecognitionDossier dossier,
        Act act,
        DossierUnit before,
        IReadOnlyList<HandedOverStage> handedOver
    ) =>
        sequence => new DossierUnitChanged
        {
            EventId = Guid.CreateVersion7(act.At),
            OccurredAt = act.At,
            DossierId = dossier.Id,
            Sequence = sequence,
            UnitCode = dossier.UnitCode,
            UnitPath = dossier.UnitPath,
            UnitName = dossier.UnitName,
            FormerUnitCode = before.Code,
            FormerUnitPath = before.Path,
            HandedOver = handedOver,
        };
}

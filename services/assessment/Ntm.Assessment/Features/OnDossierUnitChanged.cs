using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>
/// A dossier goes on at the unit that took its unit's place: so do its self-assessment and its surveys. The villages of an open survey
/// stay those of the day it opened, so that every household counts once.
/// </summary>
internal sealed class OnDossierUnitChanged(ConsumerServices<AssessmentDbContext> services)
    : EventConsumer<AssessmentDbContext, DossierUnitChanged>(services)
{
    protected override async Task HandleAsync(DossierUnitChanged @event, CancellationToken cancellation)
    {
        MustBeOf(@event.FormerUnitCode, await Db.UnitOfAsync(@event.DossierId, cancellation) ?? @event.FormerUnitCode);
        await Db
            .SelfAssessments.Where(row => row.DossierId == @event.DossierId)
            .ExecuteUpdateAsync(
                row => row.SetProperty(x => x.UnitCode, @event.UnitCode).SetProperty(x => x.UnitPath, @event.UnitPath),
                cancellation
            );
        await Db
            .Surveys.Where(row => row.DossierId == @event.DossierId)
            .ExecuteUpdateAsync(
                row => row.SetProperty(x => x.UnitCode, @event.UnitCode).SetProperty(x => x.UnitPath, @event.UnitPath),
                cancellation
            );
        foreach (var stage in @event.HandedOver)
        {
            await Db
                .Surveys.Where(row => row.DossierId == @event.DossierId && row.ActorUnitPath == stage.FormerActorUnitPath)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.ActorUnitPath, stage.ActorUnitPath), cancellation);
        }
    }
}

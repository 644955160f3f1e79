using Ntm.Contracts.Assessment.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>Shows a lost criterion (rớt chuẩn) on the dossier and has commune and province notified; one already shown changes
/// nothing.</summary>
internal sealed class OnCriterionLost(ConsumerServices<DossierDbContext> services, DossierStore store, TimeProvider clock)
    : EventConsumer<DossierDbContext, CriterionLost>(services)
{
    protected override async Task HandleAsync(CriterionLost @event, CancellationToken cancellation)
    {
        var dossier =
            await store.FindAsync(@event.DossierId)
            ?? throw new InvalidOperationException(
                $"Criterion {@event.CriterionCode} was lost in dossier {@event.DossierId}, which is not here."
            );
        MustBeOf(@event.UnitCode, dossier.UnitCodeAs(@event.UnitCode));
        if (!dossier.LoseCriterion(Act.OfPlatform(clock.GetUtcNow()), @event.CriterionCode, @event.Revision).Refused)
        {
            await store.SaveAsync(dossier, cancellation);
        }
    }
}

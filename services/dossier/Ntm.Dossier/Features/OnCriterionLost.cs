using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Features;

/// <summary>Shows a lost criterion (rớt chuẩn) on the dossier and has commune and province notified; one already shown changes
/// nothing.</summary>
internal sealed class OnCriterionLost(ReactionServices<DossierDbContext> services, DossierStore store, TimeProvider clock)
    : Reaction<DossierDbContext, CriterionLost>(services)
{
    protected override async Task ReactAsync(CriterionLost fact, CancellationToken cancellation)
    {
        var dossier =
            await store.FindAsync(fact.DossierId)
            ?? throw new InvalidOperationException(
                $"Criterion {fact.CriterionCode} was lost in dossier {fact.DossierId}, which is not here."
            );
        MustBeOf(fact.UnitCode, dossier.UnitCode);
        if (dossier.LoseCriterion(Act.OfPlatform(clock.GetUtcNow()), fact.CriterionCode, fact.Revision))
        {
            await store.SaveAsync(dossier, cancellation);
        }
    }
}

using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Features;

/// <summary>Completes the survey stage with the result of its round; an answer to another round changes nothing but the audit.</summary>
internal sealed class OnSurveyClosed(
    ReactionServices<DossierDbContext> services,
    DossierStore store,
    TimeProvider clock,
    ILogger<OnSurveyClosed> log
) : Reaction<DossierDbContext, SurveyClosed>(services)
{
    protected override async Task ReactAsync(SurveyClosed fact, CancellationToken cancellation)
    {
        var dossier =
            await store.FindAsync(fact.DossierId)
            ?? throw new InvalidOperationException($"Survey {fact.SurveyId} speaks of dossier {fact.DossierId}, which is not here.");
        MustBeOf(fact.UnitCode, dossier.UnitCode);
        if (!dossier.CloseSurvey(new Act(fact.ClosedBy, clock.GetUtcNow()), fact.Round, fact.Met, fact.OverallRate, fact.MinutesNumber))
        {
            Log.SurveyNotAwaited(log, dossier.Id, fact.Round);
        }

        await store.SaveAsync(dossier, cancellation);
    }
}

using Microsoft.Extensions.Logging;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>Completes the survey stage with the result of its round; an answer to another round changes nothing but the audit.</summary>
internal sealed class OnSurveyClosed(
    ConsumerServices<DossierDbContext> services,
    DossierStore store,
    TimeProvider clock,
    ILogger<OnSurveyClosed> log
) : EventConsumer<DossierDbContext, SurveyClosed>(services)
{
    protected override async Task HandleAsync(SurveyClosed @event, CancellationToken cancellation)
    {
        var dossier =
            await store.FindAsync(@event.DossierId)
            ?? throw new InvalidOperationException($"Survey {@event.SurveyId} speaks of dossier {@event.DossierId}, which is not here.");
        MustBeOf(@event.UnitCode, dossier.UnitCodeAs(@event.UnitCode));
        var answer = new SurveyAnswer(@event.Round, @event.Met, @event.OverallRate, @event.MinutesNumber, @event.Proof);
        if (dossier.CloseSurvey(new Act(@event.ClosedBy, clock.GetUtcNow()), answer).Refused)
        {
            Log.SurveyNotAwaited(log, dossier.Id, @event.Round);
        }

        await store.SaveAsync(dossier, cancellation);
    }
}

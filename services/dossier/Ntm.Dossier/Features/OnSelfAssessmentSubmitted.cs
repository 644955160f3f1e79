using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ntm.Contracts.Assessment.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>
/// Takes in a submitted self-assessment while a stage asks for it: it completes the stage when all criteria pass, and answers
/// the returned criteria in which a value or the evidence changed. One that comes too late changes nothing but the audit.
/// </summary>
internal sealed class OnSelfAssessmentSubmitted(
    ConsumerServices<DossierDbContext> services,
    DossierStore store,
    TimeProvider clock,
    ILogger<OnSelfAssessmentSubmitted> log
) : EventConsumer<DossierDbContext, SelfAssessmentSubmitted>(services)
{
    protected override async Task HandleAsync(SelfAssessmentSubmitted @event, CancellationToken cancellation)
    {
        var dossier =
            await store.FindAsync(@event.DossierId)
            ?? throw new InvalidOperationException(
                $"Self-assessment {@event.AssessmentId} speaks of dossier {@event.DossierId}, which is not here."
            );
        MustBeOf(@event.UnitCode, dossier.UnitCodeAs(@event.UnitCode));
        if (@event.Revision <= dossier.LatestRevision)
        {
            Log.OldRevision(log, dossier.Id, @event.Revision);
            return;
        }

        var taken = await Db.TakenAsync(dossier, cancellation);
        var assessed = dossier.Assess(new Act(@event.SubmittedBy, clock.GetUtcNow(), @event.OnBehalfOf), @event, taken);
        if (assessed.Refused)
        {
            Log.AssessmentTooLate(log, dossier.Id, @event.Revision);
        }
        else
        {
            var criteria = assessed.Value;
            dossier.RegainCriteria(
                @event.Revision,
                criteria.Where(criterion => criterion.Passed).Select(criterion => criterion.Code).ToHashSet()
            );
            Db.Assessments.Add(
                new AssessmentRow
                {
                    DossierId = dossier.Id,
                    Revision = @event.Revision,
                    Criteria = JsonSerializer.Serialize(criteria, EventJson.Options),
                }
            );
        }

        await store.SaveAsync(dossier, cancellation);
    }
}

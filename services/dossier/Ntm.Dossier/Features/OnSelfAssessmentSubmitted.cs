using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Features;

/// <summary>
/// Takes in a submitted self-assessment: it completes the stage when all criteria pass, and answers returned criteria.
/// </summary>
internal sealed class OnSelfAssessmentSubmitted(
    ReactionServices<DossierDbContext> services, DossierStore store, TimeProvider clock, ILogger<OnSelfAssessmentSubmitted> log)
    : Reaction<DossierDbContext, SelfAssessmentSubmitted>(services)
{
    protected override async Task ReactAsync(SelfAssessmentSubmitted fact, CancellationToken cancellation)
    {
        var dossier = await store.FindAsync(fact.DossierId)
            ?? throw new InvalidOperationException($"Self-assessment {fact.AssessmentId} speaks of dossier {fact.DossierId}, which is not here.");
        MustBeOf(fact.UnitCode, dossier.UnitCode);
        var mark = new AssessmentMark(fact.Revision, fact.AllCriteriaPassed, [.. fact.Criteria.Select(criterion => criterion.Code)]);
        if (!dossier.Assess(new Act(fact.SubmittedBy, clock.GetUtcNow()), mark))
        {
            Log.OldRevision(log, dossier.Id, fact.Revision);
            return;
        }

        Db.Assessments.Add(new AssessmentRow
        {
            DossierId = dossier.Id, Revision = fact.Revision, Criteria = JsonSerializer.Serialize(fact.Criteria, FactJson.Options),
        });
        await store.SaveAsync(dossier, cancellation);
    }
}

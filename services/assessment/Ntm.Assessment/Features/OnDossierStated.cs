using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Features;

/// <summary>Answers a dossier that says where it stands: which of its stages are otherwise here.</summary>
internal sealed class OnDossierStated(ReactionServices<AssessmentDbContext> services, TimeProvider clock)
    : Reaction<AssessmentDbContext, DossierStated>(services)
{
    protected override async Task ReactAsync(DossierStated fact, CancellationToken cancellation)
    {
        var stages = await Db.Stages.AsNoTracking().Where(row => row.DossierId == fact.DossierId).ToListAsync(cancellation);
        var revision = await Db
            .SelfAssessments.Where(row => row.DossierId == fact.DossierId)
            .Select(row => (int?)row.Revision)
            .FirstOrDefaultAsync(cancellation);
        var surveys = await Db
            .Surveys.Where(row => row.DossierId == fact.DossierId)
            .Select(row => new { row.Round, Closed = row.Met != null })
            .ToListAsync(cancellation);
        var asked = fact.OpenStages.Where(stage => StageKinds.AreOurs(stage.Kind)).ToList();
        var now = clock.GetUtcNow();
        var answer = new AssessmentStated
        {
            EventId = Guid.CreateVersion7(now),
            OccurredAt = now,
            DossierId = fact.DossierId,
            StatementId = fact.EventId,
            Sequence = fact.Sequence,
            Unknown = Named(
                asked.Where(stage =>
                    !stages.Exists(known => known.Stage == stage.Stage && known.Round == stage.Round)
                    || (stage.Kind == "SelfAssessment" && revision is null)
                    || (stage.Kind == "Survey" && !surveys.Exists(survey => survey.Round == stage.Round))
                )
            ),
            NotClosed =
            [
                .. stages
                    .Where(known => !known.Completed && !asked.Exists(stage => known.Stage == stage.Stage && known.Round == stage.Round))
                    .Select(known => new NamedStage(known.Stage, known.Round)),
            ],
            Answered = Named(
                asked.Where(stage => stage.Kind == "Survey" && surveys.Exists(survey => survey.Round == stage.Round && survey.Closed))
            ),
            Revision = revision ?? 0,
        };
        Db.Publish(answer, answer.EventId, fact.DossierId.ToString("N"), now);
    }

    private static IReadOnlyList<NamedStage> Named(IEnumerable<StatedStage> stages) =>
        [.. stages.Select(stage => new NamedStage(stage.Stage, stage.Round))];
}

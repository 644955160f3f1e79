using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>Answers a reconciliation request: which stages of the dossier differ here.</summary>
internal sealed class OnReconciliationRequested(ConsumerServices<AssessmentDbContext> services, TimeProvider clock)
    : EventConsumer<AssessmentDbContext, ReconciliationRequested>(services)
{
    protected override async Task HandleAsync(ReconciliationRequested @event, CancellationToken cancellation)
    {
        var stages = await Db.Stages.AsNoTracking().Where(row => row.DossierId == @event.DossierId).ToListAsync(cancellation);
        var revision = await Db
            .SelfAssessments.Where(row => row.DossierId == @event.DossierId)
            .Select(row => (int?)row.Revision)
            .FirstOrDefaultAsync(cancellation);
        var surveys = await Db
            .Surveys.Where(row => row.DossierId == @event.DossierId)
            .Select(row => new { row.Round, Closed = row.Met != null })
            .ToListAsync(cancellation);
        var asked = @event.OpenStages.Where(stage => StageKinds.AreOurs(stage.Kind)).ToList();
        var now = clock.GetUtcNow();
        var answer = new AssessmentReported
        {
            EventId = Guid.CreateVersion7(now),
            OccurredAt = now,
            DossierId = @event.DossierId,
            StatementId = @event.EventId,
            Sequence = @event.Sequence,
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
        Db.Publish(answer, answer.EventId, @event.DossierId.ToString("N"), now);
    }

    private static IReadOnlyList<NamedStage> Named(IEnumerable<ReportedStage> stages) =>
        [.. stages.Select(stage => new NamedStage(stage.Stage, stage.Round))];
}

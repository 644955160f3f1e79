using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>A stage was completed: its criteria lock, and a survey that the path left without minutes takes no more sheets.</summary>
internal sealed class OnStageCompleted(ConsumerServices<AssessmentDbContext> services)
    : EventConsumer<AssessmentDbContext, StageCompleted>(services)
{
    protected override bool Concerns(StageCompleted @event) => StageKinds.AreOurs(@event.Kind);

    protected override async Task HandleAsync(StageCompleted @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, await Db.UnitOfAsync(@event.DossierId, cancellation) ?? @event.UnitCode);

        // Where the completion arrives before the opening, the opening finds the stage completed.
        (await Db.StageOfAsync(@event.DossierId, @event.Stage, @event.Round, cancellation)).Completed = true;
        if (
            @event.Kind == "Survey"
            && await Db.Surveys.FirstOrDefaultAsync(row => row.DossierId == @event.DossierId && row.Round == @event.Round, cancellation)
                is { Open: true } survey
        )
        {
            survey.End();
        }
    }
}

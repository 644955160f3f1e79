using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Features;

/// <summary>A stage was completed: its criteria lock, and a survey that the path left without minutes takes no more sheets.</summary>
internal sealed class OnStageCompleted(ReactionServices<AssessmentDbContext> services)
    : Reaction<AssessmentDbContext, StageCompleted>(services)
{
    protected override bool Concerns(StageCompleted fact) => StageKinds.AreOurs(fact.Kind);

    protected override async Task ReactAsync(StageCompleted fact, CancellationToken cancellation)
    {
        MustBeOf(fact.UnitCode, await Db.UnitOfAsync(fact.DossierId, cancellation) ?? fact.UnitCode);
        if (await Db.Stages.FindAsync([fact.DossierId, fact.Stage, fact.Round], cancellation) is { } stage)
        {
            stage.Completed = true;
        }
        else
        {
            // Heard before its opening: remembered, so that the opening finds it over.
            Db.Stages.Add(
                new StageCopy
                {
                    DossierId = fact.DossierId,
                    Stage = fact.Stage,
                    Round = fact.Round,
                    Completed = true,
                }
            );
        }

        if (
            fact.Kind == "Survey"
            && await Db.Surveys.FirstOrDefaultAsync(row => row.DossierId == fact.DossierId && row.Round == fact.Round, cancellation)
                is { Open: true } survey
        )
        {
            survey.End();
        }
    }
}

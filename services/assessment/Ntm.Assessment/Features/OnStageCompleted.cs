using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Features;

/// <summary>A stage was completed: its criteria lock, and a survey that the path left without minutes takes no more sheets.</summary>
internal sealed class OnStageCompleted(ReactionServices<AssessmentDbContext> services)
    : Reaction<AssessmentDbContext, StageCompleted>(services, "assessment.on-stage-completed")
{
    protected override bool Concerns(StageCompleted fact) => fact.Kind is "SelfAssessment" or "Preparation" or "Survey";

    protected override async Task ReactAsync(StageCompleted fact, CancellationToken cancellation)
    {
        if (await Db.Stages.FindAsync([fact.DossierId, fact.Stage, fact.Round], cancellation) is { } stage)
        {
            stage.Completed = true;
        }
        else
        {
            // Heard before its opening: remembered, so that the opening finds it over.
            Db.Stages.Add(new StageCopy { DossierId = fact.DossierId, Stage = fact.Stage, Round = fact.Round, Completed = true });
        }

        if (fact.Kind == "Survey"
            && await Db.Surveys.FirstOrDefaultAsync(row => row.DossierId == fact.DossierId && row.Round == fact.Round, cancellation) is { Open: true } survey)
        {
            survey.End();
        }
    }
}

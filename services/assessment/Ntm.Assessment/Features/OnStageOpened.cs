using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Messaging;
using Ntm.BuildingBlocks.Time;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Features;

/// <summary>
/// A stage opened: the first self-assessment stage begins the draft, a preparation opens the criteria it names, and a
/// survey stage opens an empty survey of its round for the Fatherland Front.
/// </summary>
internal sealed class OnStageOpened(ReactionServices<AssessmentDbContext> services, RuleBook rules)
    : Reaction<AssessmentDbContext, StageOpened>(services)
{
    protected override bool Concerns(StageOpened fact) => StageKinds.AreOurs(fact.Kind);

    protected override async Task ReactAsync(StageOpened fact, CancellationToken cancellation)
    {
        MustBeOf(fact.UnitCode, fact.UnitPath.Split('/')[^1], await Db.UnitOfAsync(fact.DossierId, cancellation) ?? fact.UnitCode);
        var stage = await Db.Stages.FindAsync([fact.DossierId, fact.Stage, fact.Round], cancellation);
        if (stage is null)
        {
            stage = new StageCopy
            {
                DossierId = fact.DossierId,
                Stage = fact.Stage,
                Round = fact.Round,
            };
            Db.Stages.Add(stage);
        }

        stage.Criteria = fact.Kind switch
        {
            "SelfAssessment" => fact.EditableCriteria is { Count: > 0 } named ? named : null,
            "Preparation" => fact.EditableCriteria,
            _ => [],
        };
        if (fact.Kind == "SelfAssessment" && !await Db.SelfAssessments.AnyAsync(row => row.DossierId == fact.DossierId, cancellation))
        {
            Db.SelfAssessments.Add(Begin(fact));
        }
        else if (
            fact.Kind == "Survey"
            && !await Db.Surveys.AnyAsync(row => row.DossierId == fact.DossierId && row.Round == fact.Round, cancellation)
        )
        {
            var survey = await OpenSurveyAsync(fact, cancellation);
            Db.Surveys.Add(survey);
            if (stage.Completed)
            {
                survey.End();
            }
        }
    }

    private SelfAssessment Begin(StageOpened fact) =>
        new()
        {
            Id = Guid.CreateVersion7(fact.OccurredAt),
            DossierId = fact.DossierId,
            UnitCode = fact.UnitCode,
            UnitPath = fact.UnitPath,
            Title = fact.Title,
            Year = fact.Year,
            DossierOpenedOn = fact.DossierOpenedOn,
            CriteriaSet = rules.SetFor(fact.Title, fact.DossierOpenedOn)?.Code,
        };

    private async Task<Survey> OpenSurveyAsync(StageOpened fact, CancellationToken cancellation) =>
        new()
        {
            Places = await SurveyVillages.OnAsync(
                Db.Units.AsNoTracking(),
                (fact.UnitCode, fact.UnitPath),
                LegalTime.DayOf(fact.OccurredAt),
                cancellation
            )
                is { Count: > 0 } villages
                ? villages
                : null,
            Id = Guid.CreateVersion7(fact.OccurredAt),
            DossierId = fact.DossierId,
            Round = fact.Round,
            UnitCode = fact.UnitCode,
            UnitPath = fact.UnitPath,
            Title = fact.Title,
            DossierOpenedOn = fact.DossierOpenedOn,
            OpenedAt = fact.OccurredAt,
            Rule = rules.SurveyRuleFor(fact.Title, fact.DossierOpenedOn)?.Code,
            QuestionSet = rules.QuestionsFor(fact.Title, fact.DossierOpenedOn)?.Code,
        };
}

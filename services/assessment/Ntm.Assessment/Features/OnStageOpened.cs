using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Contracts.Dossier.V1;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// A stage opened: the first self-assessment stage begins the draft, a preparation opens the criteria it names, and a
/// survey stage opens an empty survey of its round for the Fatherland Front.
/// </summary>
internal sealed class OnStageOpened(ConsumerServices<AssessmentDbContext> services, RuleBook rules)
    : EventConsumer<AssessmentDbContext, StageOpened>(services)
{
    protected override bool Concerns(StageOpened @event) => StageKinds.AreOurs(@event.Kind);

    protected override async Task HandleAsync(StageOpened @event, CancellationToken cancellation)
    {
        MustBeOf(
            @event.UnitCode,
            UnitScope.CodeOf(@event.UnitPath),
            await Db.UnitOfAsync(@event.DossierId, cancellation) ?? @event.UnitCode
        );
        var stage = await Db.StageOfAsync(@event.DossierId, @event.Stage, @event.Round, cancellation);
        stage.Criteria = StageKinds.OpenCriteria(@event);
        if (@event.Kind == "SelfAssessment" && !await Db.SelfAssessments.AnyAsync(row => row.DossierId == @event.DossierId, cancellation))
        {
            var set = await Db.SetInForceAsync(rules, @event.Title, @event.UnitPath, @event.DossierOpenedOn, cancellation);
            Db.SelfAssessments.Add(Begin(@event, set?.Code));
        }
        else if (
            @event.Kind == "Survey"
            && !await Db.Surveys.AnyAsync(row => row.DossierId == @event.DossierId && row.Round == @event.Round, cancellation)
        )
        {
            var unit = (@event.UnitCode, @event.UnitPath);
            var villages = await SurveyVillages.OnAsync(Db.Units.AsNoTracking(), unit, VietnamTime.DayOf(@event.OccurredAt), cancellation);
            var survey = Db.Surveys.Add(OpenSurvey(@event, villages)).Entity;
            if (stage.Completed)
            {
                survey.End();
            }
        }
    }

    private static SelfAssessment Begin(StageOpened @event, string? set) =>
        new()
        {
            Id = Guid.CreateVersion7(@event.OccurredAt),
            DossierId = @event.DossierId,
            UnitCode = @event.UnitCode,
            UnitPath = @event.UnitPath,
            Title = @event.Title,
            Year = @event.Year,
            DossierOpenedOn = @event.DossierOpenedOn,
            CriteriaSet = set,
        };

    private Survey OpenSurvey(StageOpened @event, IReadOnlyList<SurveyPlace> villages) =>
        new()
        {
            Id = Guid.CreateVersion7(@event.OccurredAt),
            DossierId = @event.DossierId,
            Round = @event.Round,
            UnitCode = @event.UnitCode,
            UnitPath = @event.UnitPath,
            ActorUnitPath = @event.ActorUnitPath,
            Title = @event.Title,
            DossierOpenedOn = @event.DossierOpenedOn,
            OpenedAt = @event.OccurredAt,
            Rule = rules.SurveyRuleFor(@event.Title, @event.DossierOpenedOn)?.Code,
            QuestionSet = rules.QuestionsFor(@event.Title, @event.DossierOpenedOn)?.Code,
            Places = villages.Count > 0 ? villages : null,
        };
}

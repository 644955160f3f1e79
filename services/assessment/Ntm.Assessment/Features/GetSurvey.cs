using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/surveys/{id}</c>. Before it is closed only the Fatherland Front knows that a survey exists; afterwards anyone with
/// a grant in the province reads the result.
/// </summary>
internal static class GetSurvey
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/surveys/{id:guid}", HandleAsync).WithName(nameof(GetSurvey)).Scope("assessment:read");

    /// <summary>Reads a survey: all of it for the Fatherland Front, the published result for others.</summary>
    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (
            await db.OpenSurveyAsync(rules, id, clock.Today(), cancellation) is not { } opened
            || !AssessmentAccess.SeesSurvey(caller, opened.Survey.UnitPath, opened.Survey.Minutes is not null)
        )
        {
            return SurveyErrors.NotFound.ToProblem();
        }

        response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(SurveyViews.Of(opened, caller));
    }
}

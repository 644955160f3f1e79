using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>PUT /assessment/surveys/{id}/villages/{code}</c>: the Fatherland Front enters or replaces the count of one village.
/// Replaced sheets are kept; one that somebody else entered is replaced only by the Front that closes the survey. The code is that of a
/// village of the day on which the round opened, of one that such villages were merged into since, which then counts for all of them, or
/// the unit's own where no village is registered.
/// </summary>
internal static class PutVillageSheet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/surveys/{id:guid}/villages/{code}", HandleAsync).WithName(nameof(PutVillageSheet));

    internal static Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string code,
        VillageSheet sheet,
        AssessmentCommands commands,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            commands.Survey(id, caller),
            http,
            opened =>
                Task.FromResult(
                    opened.Enter(
                        code,
                        sheet,
                        caller.Subject,
                        AssessmentAccess.ToCloseSurvey(caller, opened.Survey) is null,
                        clock.GetUtcNow()
                    )
                ),
            cancellation
        );
}

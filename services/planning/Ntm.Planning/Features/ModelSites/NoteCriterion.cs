using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>The state of a criterion.</summary>
/// <example>{ "criterion": "KDC-2", "met": true, "day": "2023-04-12" }</example>
public sealed record NoteCriterionRequest
{
    /// <summary>Key of the criterion: <c>KDC-1</c> to <c>KDC-10</c> of an area, <c>VM-1</c> to <c>VM-5</c> of a garden.</summary>
    [Text(40)]
    public required string Criterion { get; init; }

    /// <summary>Whether it is met.</summary>
    public required bool Met { get; init; }

    /// <summary>Legal day from which it is so, not in the future.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary><c>POST /planning/model-sites/{id}/criteria</c>: an officer or leader of the commune notes the state of a criterion.
/// </summary>
internal static class NoteCriterion
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/model-sites/{id:guid}/criteria", HandleAsync).WithName(nameof(NoteCriterion));

    /// <summary>Notes that a criterion is met, or is lost again, from a day on; earlier states stay.</summary>
    internal static Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        NoteCriterionRequest request,
        PlanningDbContext db,
        ModelSiteCommands sites,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        sites.ByKeeperAsync(
            id,
            caller,
            http,
            async (row, act) =>
            {
                var rule = ModelRule.Of(await db.NewestContentAsync(row.PlanId, cancellation), row.Kind);
                if (!rule.Criteria.Contains(request.Criterion))
                {
                    return ModelSiteErrors.CriterionUnknown(rule);
                }

                if (request.Day > act.Day)
                {
                    return ModelSiteErrors.DayInFuture;
                }

                var state = new CriterionState
                {
                    SiteId = id,
                    Number = row.Version + 1,
                    Criterion = request.Criterion,
                    Met = request.Met,
                    On = request.Day,
                };
                var step = row.Note(rule, await sites.StatesAsync(id, cancellation), state, act);
                if (!step.Refused)
                {
                    db.CriterionStates.Add(state);
                }

                return step;
            },
            cancellation
        );
}

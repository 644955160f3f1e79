using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>GET /planning/plans/{id}/consolidations/{rule}/{start}</c>: officers, leaders and auditors of the plan's unit, and of those
/// above, read what the units below reported for one span.</summary>
internal static class GetConsolidation
{
    public const string Route = "/plans/{id:guid}/consolidations/{rule}/{start}";

    public static void Map(RouteGroupBuilder routes) => routes.MapGet(Route, HandleAsync).WithName(nameof(GetConsolidation));

    /// <summary>Reads the reports of one span side by side, their sums, and who is missing, late or returned.</summary>
    internal static async Task<Results<Ok<ConsolidationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string rule,
        DateOnly start,
        Consolidations consolidations,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var found = await consolidations.FindAsync(id, rule, start, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var view = await consolidations.ShowAsync(found.Value, cancellation);
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>Which body helps.</summary>
/// <example>{ "helpedBy": "LHPN" }</example>
public sealed record AssignHelpRequest
{
    /// <summary>Key of the body of the plan; null for none.</summary>
    [Text(40, Optional = true)]
    public string? HelpedBy { get; init; }
}

/// <summary><c>POST /planning/model-sites/{id}/help</c>: an officer or leader of the commune says which body helps.</summary>
internal static class AssignHelp
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/model-sites/{id:guid}/help", HandleAsync).WithName(nameof(AssignHelp));

    /// <summary>Names the body of the plan that helps an area or a garden.</summary>
    internal static Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AssignHelpRequest request,
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
                request.HelpedBy is { } body
                && (await db.NewestContentAsync(row.PlanId, cancellation)).Bodies.All(known => known.Key != body)
                    ? ModelSiteErrors.BodyUnknown(body)
                    : row.Help(request.HelpedBy, act),
            cancellation
        );
}

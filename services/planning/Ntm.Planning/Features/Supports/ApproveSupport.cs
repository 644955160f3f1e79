using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>POST /planning/supports/{id}/approval</c>: a leader of the commune who did not enter it approves.</summary>
internal static class ApproveSupport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/approval", HandleAsync).WithName(nameof(ApproveSupport));

    /// <summary>Approves the support of a household.</summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SupportCommands supports,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) => supports.ByLeaderAsync(id, caller, http, (row, act) => Task.FromResult(row.Approve(act)), cancellation);
}

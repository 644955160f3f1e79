using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>POST /planning/supports/{id}/rejection</c>: a leader of the commune rejects it.</summary>
internal static class RejectSupport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/rejection", HandleAsync).WithName(nameof(RejectSupport));

    /// <summary>Rejects what was entered, with a reason; the household may apply again.</summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReasonRequest request,
        SupportCommands supports,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        supports.ByLeaderAsync(
            id,
            caller,
            http,
            (row, act) => supports.ReleaseAsync(row, row.Reject(request.Reason, act), cancellation),
            cancellation
        );
}

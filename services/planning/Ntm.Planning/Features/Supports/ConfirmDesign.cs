using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>POST /planning/supports/{id}/design</c>: an officer or leader of the commune confirms the standard design (mẫu
/// 3 bi).</summary>
internal static class ConfirmDesign
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/design", HandleAsync).WithName(nameof(ConfirmDesign));

    /// <summary>Confirms that the works follow the standard design; nothing is approved before.</summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SupportCommands supports,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) => supports.ByKeeperAsync(id, caller, http, (row, act) => Task.FromResult(row.ConfirmDesign(act)), cancellation);
}

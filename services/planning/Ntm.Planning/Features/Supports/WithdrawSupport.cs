using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>POST /planning/supports/{id}/withdrawal</c>: an officer or leader of the commune withdraws it.</summary>
internal static class WithdrawSupport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/withdrawal", HandleAsync).WithName(nameof(WithdrawSupport));

    /// <summary>Withdraws what was not paid, with a reason; the household may apply again.</summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReasonRequest request,
        SupportCommands supports,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        supports.ByKeeperAsync(
            id,
            caller,
            http,
            (row, act) => supports.ReleaseAsync(row, row.Withdraw(request.Reason, act), cancellation),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Features.Accounts;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary><c>GET /identity/me/external-links</c> and <c>GET /identity/accounts/{id}/external-links</c>: an account has one at an issuer,
/// so there are few.</summary>
internal static class ReadExternalLinks
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/me/external-links", ListMineAsync).WithName("ListMyExternalLinks");
        routes.MapGet("/accounts/{id:guid}/external-links", ListAsync).WithName("ListExternalLinks");
    }

    /// <summary>Lists the persons at an external issuer who may sign in to the caller's account.</summary>
    internal static async Task<Ok<List<ExternalLinkView>>> ListMineAsync(
        ExternalLinks links,
        Caller caller,
        CancellationToken cancellation
    ) => TypedResults.Ok(await links.ListAsync(AccountScope.OwnOf(caller), cancellation));

    /// <summary>Lists the persons at an external issuer who may sign in to an account.</summary>
    internal static async Task<Results<Ok<List<ExternalLinkView>>, ProblemHttpResult>> ListAsync(
        Guid id,
        AccountScope scope,
        ExternalLinks links,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var (_, refusal) = await scope.FindAsync(id, caller, cancellation);
        return refusal is null ? TypedResults.Ok(await links.ListAsync(id, cancellation)) : refusal.ToProblem();
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Accounts;
using Ntm.Identity.Features.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>
/// <c>POST /identity/me/external-links/{id}/end</c> and <c>POST /identity/accounts/{id}/external-links/{linkId}/end</c>. The account's
/// sign-ins end too, because nothing says which of them came by the link; the caller's own goes on.
/// </summary>
internal static class EndExternalLink
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/me/external-links/{id:guid}/end", EndMineAsync).WithName("EndMyExternalLink");
        routes.MapPost("/accounts/{id:guid}/external-links/{linkId:guid}/end", EndAsync).WithName(nameof(EndExternalLink));
    }

    /// <summary>Removes a link of the caller's account to a person at an external issuer, and ends the caller's other sessions.</summary>
    internal static async Task<Results<Ok<EndedSessions>, ProblemHttpResult>> EndMineAsync(
        Guid id,
        ExternalLinks links,
        SignInSessions sessions,
        Caller caller,
        ClaimsPrincipal token,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        if (!await links.RemoveAsync(own, id, cancellation))
        {
            return ExternalLinks.NotFound.ToProblem();
        }

        var ended = await sessions.EndOthersAsync(own, ReadSessions.CurrentOf(token), cancellation);
        Log.AccountAct(log, caller.Subject, AccountAct.ExternalUnlinking.Name, own);
        return TypedResults.Ok(new EndedSessions(ended));
    }

    /// <summary>Removes a link of an account to a person at an external issuer, and ends every session of it.</summary>
    internal static async Task<Results<Ok<EndedSessions>, ProblemHttpResult>> EndAsync(
        Guid id,
        Guid linkId,
        AccountScope scope,
        ExternalLinks links,
        SignInSessions sessions,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var (_, refusal) = await scope.FindForAsync(AccountAct.ExternalUnlinking, id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        if (!await links.RemoveAsync(id, linkId, cancellation))
        {
            return ExternalLinks.NotFound.ToProblem();
        }

        var ended = await sessions.EndAllAsync(id, cancellation);
        Log.AccountAct(log, caller.Subject, AccountAct.ExternalUnlinking.Name, id);
        return TypedResults.Ok(new EndedSessions(ended));
    }
}

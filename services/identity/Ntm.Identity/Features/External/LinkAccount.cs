using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Accounts;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>A person at the external issuer.</summary>
/// <example>{ "subject": "canbo.moi@hatinh.gov.vn" }</example>
public sealed record LinkAccountRequest
{
    /// <summary>Name of the person at the issuer, letter by letter: what its tokens say in the claim that the installation goes by; at
    /// most 255 characters.</summary>
    [Text(ExternalLink.LongestSubject)]
    public required string Subject { get; init; }
}

/// <summary>
/// <c>POST /identity/accounts/{id}/external-links</c>: by an administrator who may also reset the password of the account, and of an
/// account of the Fatherland Front only with a second administrator's consent, because whoever is that person at the issuer signs in to
/// the account from then on.
/// </summary>
internal static class LinkAccount
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/accounts/{id:guid}/external-links", HandleAsync).WithName(nameof(LinkAccount));

    /// <summary>Links an account to a person at the external issuer.</summary>
    internal static async Task<Results<Created<ExternalLinkView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        LinkAccountRequest request,
        AccountScope scope,
        ExternalLinks links,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await scope.FindForAsync(AccountAct.ExternalLinking, id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var linked = await links.AddAsync(found!.Account, request.Subject, caller, cancellation);
        if (linked.Refused)
        {
            return linked.Errors.ToProblem();
        }

        Log.AccountAct(log, caller.Subject, AccountAct.ExternalLinking.Name, id);
        return TypedResults.Created($"/identity/accounts/{id}/external-links", linked.Value);
    }
}

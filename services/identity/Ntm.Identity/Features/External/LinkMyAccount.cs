using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Features.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>The password now.</summary>
/// <example>{ "password": "Nong-Thon-Moi-2026" }</example>
public sealed record LinkMyAccountRequest
{
    /// <summary>Password now, at most 128 characters.</summary>
    [Text(PasswordRules.Longest)]
    public required string Password { get; init; }
}

/// <summary>What a browser brings back from the external issuer.</summary>
/// <example>{ "pending": "CfDJ8Kx2", "state": "q0V3m1p9u2s7", "code": "b7Xw" }</example>
public sealed record ConfirmExternalLinkRequest
{
    /// <summary>The sealed text of the start, at most 2000 characters.</summary>
    [Text(2000)]
    public required string Pending { get; init; }

    /// <summary>Parameter <c>state</c> of the address to which the browser came back, at most 100 characters.</summary>
    [Text(100)]
    public required string State { get; init; }

    /// <summary>Its parameter <c>code</c>, at most 4000 characters.</summary>
    [Text(4000)]
    public required string Code { get; init; }
}

/// <summary>
/// <c>POST /identity/me/external-links</c> asks for the password and begins a way to the external issuer;
/// <c>…/confirmation</c> links the caller's account to the person whom the issuer names then. Wrong passwords make wait.
/// </summary>
internal static class LinkMyAccount
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes
            .MapPost("/me/external-links", BeginAsync)
            .WithName(nameof(LinkMyAccount))
            .WithoutIdempotencyKey("wrong tries are counted. Sent again, the request begins another way, which stands by itself.");
        routes
            .MapPost("/me/external-links/confirmation", ConfirmAsync)
            .WithName("ConfirmExternalLink")
            .WithoutIdempotencyKey("each way to the issuer is good once. When no answer came, read the links, and begin anew if need be.");
    }

    /// <summary>Begins to link the caller's account to a person at the external issuer.</summary>
    internal static async Task<Results<Ok<BegunExternal>, ProblemHttpResult>> BeginAsync(
        LinkMyAccountRequest request,
        ExternalAttempts attempts,
        SecondFactorSteps steps,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var begun = await attempts.BeginAsync(AccountScope.OwnOf(caller), cancellation);
        return begun.Refused
            ? begun.Errors.ToProblem()
            : await steps.RunAsync(
                new SecondFactorRequest { Password = request.Password },
                caller,
                "external link begun",
                _ => begun,
                cancellation
            );
    }

    /// <summary>Links the caller's account to the person whom the external issuer names.</summary>
    internal static async Task<Results<Ok<ExternalLinkView>, ProblemHttpResult>> ConfirmAsync(
        ConfirmExternalLinkRequest request,
        ExternalAttempts attempts,
        ExternalLinks links,
        AccountRegister accounts,
        Transactions<IdentityDbContext> transactions,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var (subject, refusal) = await attempts.FinishAsync(own, request.Pending, request.State, request.Code, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        await using var work = await transactions.BeginAsync(cancellation);
        await transactions.Db.Accounts.HoldAsync(own, cancellation);
        if (await accounts.FindByIdAsync(caller.Subject) is not { Active: true } account)
        {
            return AccountScope.NotFound.ToProblem();
        }

        var linked = await links.AddAsync(account, subject!.Name, caller, cancellation);
        if (linked.Refused)
        {
            return linked.Errors.ToProblem();
        }

        await work.CommitAsync(CancellationToken.None);
        Log.AccountAct(log, caller.Subject, "external link", own);
        return TypedResults.Ok(linked.Value);
    }
}

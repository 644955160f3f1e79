using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.External;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;

namespace Ntm.Identity.Features.External;

/// <summary>
/// Signs a person in whom the external issuer has named. The issuer is asked before the transaction; whether the account is linked, active
/// and not locked is decided inside it, and so is the second factor, as at the sign-in by password.
/// </summary>
internal sealed class ExternalSignIn(
    ExternalAttempts attempts,
    KeyProtector protector,
    AccountRegister accounts,
    Transactions<IdentityDbContext> transactions,
    SignInSessions sessions,
    SecondFactors factors,
    TimeProvider clock,
    IOptions<IdentityIssuerOptions> options,
    ILogger<ExternalSignIn> log
)
{
    private static readonly TimeSpan AwaitsCode = TimeSpan.FromMinutes(5);

    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> FinishAsync(
        FinishExternalRequest request,
        string? device,
        CancellationToken cancellation
    )
    {
        var (subject, refusal) = await attempts.FinishAsync(null, request.Pending, request.State, request.Code, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var hash = ExternalLink.HashOf(options.Value.External.Issuer, subject!.Name);
        var proof = new ExternalProof(Guid.CreateVersion7(now), hash, subject.SecondFactor, now + AwaitsCode);
        return await SignInAsync(proof, null, request.Session, device, cancellation);
    }

    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> GiveCodeAsync(
        ExternalCodeRequest request,
        string? device,
        CancellationToken cancellation
    ) =>
        protector.Open<ExternalProof>(request.Pending) is { } proof && proof.Until > clock.GetUtcNow()
            ? await SignInAsync(proof, request.Code, request.Session, device, cancellation)
            : SignInRefusals.ExternalExpired;

    private async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(
        ExternalProof proof,
        string? code,
        bool session,
        string? device,
        CancellationToken cancellation
    )
    {
        var (account, issued, refusal) = await DecideAsync(proof, code, session, device, cancellation);
        return refusal is null ? TypedResults.Ok(await sessions.AnswerAsync(account!, issued!, cancellation)) : refusal;
    }

    private async Task<(Account? Account, IssuedRefresh? Issued, ProblemHttpResult? Refusal)> DecideAsync(
        ExternalProof proof,
        string? code,
        bool session,
        string? device,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        if (await HoldLinkedAsync(proof.LinkHash, cancellation) is not { } account)
        {
            Log.SignInRefused(log, null, "not linked");
            return (null, null, SignInRefusals.Unlinked);
        }

        if (!account.Active)
        {
            Log.SignInRefused(log, account.Id, "deactivated");
            return (null, null, SignInRefusals.Inactive);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            Log.SignInRefused(log, account.Id, "locked");
            return (null, null, SignInRefusals.Locked(account.LockoutEnd!.Value - clock.GetUtcNow()));
        }

        var asked = account.SecondFactorSince is not null && !proof.SecondFactor;
        if (asked && code is null)
        {
            return (null, null, CodeRequired(proof));
        }

        if (asked && !factors.Spend(account, code!))
        {
            await accounts.AccessFailedAsync(account);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, "wrong code");
            return (null, null, SignInRefusals.Code);
        }

        if (!await attempts.SpendAsync(proof.Id, cancellation))
        {
            return (null, null, SignInRefusals.ExternalExpired);
        }

        if (account.AccessFailedCount > 0)
        {
            await accounts.ResetAccessFailedCountAsync(account);
        }

        var issued = await sessions.StartAsync(account, session, device, cancellation);
        await work.CommitAsync(cancellation);
        return (account, issued, null);
    }

    /// <summary>The account, held until the transaction ends, with the link that is there now; null where there is none.</summary>
    private async Task<Account?> HoldLinkedAsync(string hash, CancellationToken cancellation)
    {
        var db = transactions.Db;
        var links = db.ExternalLinks.AsNoTracking().Where(row => row.Hash == hash);
        if (await links.FirstOrDefaultAsync(cancellation) is not { } link)
        {
            return null;
        }

        await db.Accounts.HoldAsync(link.AccountId, cancellation);
        var stands = await links.AnyAsync(row => row.Id == link.Id, cancellation);
        return stands ? await accounts.FindByIdAsync(link.AccountId.ToString()) : null;
    }

    private ProblemHttpResult CodeRequired(ExternalProof proof)
    {
        var refusal = SignInRefusals.CodeRequired;
        refusal.ProblemDetails.Extensions["pending"] = protector.Seal(proof);
        return refusal;
    }
}

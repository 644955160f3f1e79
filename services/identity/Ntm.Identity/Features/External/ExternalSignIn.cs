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
/// Signs a person in whom the external issuer has named. The issuer is asked before the transaction; whether the account is linked and
/// active is decided inside it, and so is the second factor, as at the sign-in by password: only its codes can be guessed here, so only
/// they are counted. A second factor that the issuer has asked for counts for this sign-in as one of the account's own.
/// </summary>
internal sealed class ExternalSignIn(
    ExternalAttempts attempts,
    KeyProtector protector,
    AccountRegister accounts,
    Transactions<IdentityDbContext> transactions,
    SignInSessions sessions,
    SecondFactors factors,
    SlowDown slowDown,
    TimeProvider clock,
    IOptions<IdentityIssuerOptions> options,
    ILogger<ExternalSignIn> log
)
{
    private static readonly TimeSpan AwaitsCode = TimeSpan.FromMinutes(5);

    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> FinishAsync(
        FinishExternalRequest request,
        SignInOrigin origin,
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
        return await SignInAsync(proof, null, request.Session, origin, cancellation);
    }

    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> GiveCodeAsync(
        ExternalCodeRequest request,
        SignInOrigin origin,
        CancellationToken cancellation
    ) =>
        protector.Open<ExternalProof>(request.Pending) is { } proof && proof.Until > clock.GetUtcNow()
            ? await SignInAsync(proof, request.Code, request.Session, origin, cancellation)
            : SignInRefusals.ExternalExpired;

    private async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(
        ExternalProof proof,
        string? code,
        bool session,
        SignInOrigin origin,
        CancellationToken cancellation
    )
    {
        var (account, issued, refusal) = await DecideAsync(proof, code, session, origin, cancellation);
        return refusal is null ? TypedResults.Ok(await sessions.AnswerAsync(account!, issued!, cancellation)) : refusal;
    }

    private async Task<(Account? Account, IssuedRefresh? Issued, ProblemHttpResult? Refusal)> DecideAsync(
        ExternalProof proof,
        string? code,
        bool session,
        SignInOrigin origin,
        CancellationToken cancellation
    )
    {
        var counts = code is null ? [] : await slowDown.OfSignInAsync(await NameAsync(proof.LinkHash, cancellation), origin, cancellation);
        await using var work = await transactions.BeginAsync(cancellation);
        if (await slowDown.HoldAsync(counts, cancellation) is { } wait)
        {
            return (null, null, wait);
        }

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

        var asked = account.SecondFactorSince is not null && !proof.SecondFactor;
        if (asked && code is null)
        {
            return (null, null, CodeRequired(proof));
        }

        if (asked && !factors.Spend(account, code!))
        {
            await slowDown.CountAsync(counts, cancellation);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, "wrong code");
            return (null, null, SignInRefusals.Code);
        }

        if (!await attempts.SpendAsync(proof.Id, cancellation))
        {
            return (null, null, SignInRefusals.ExternalExpired);
        }

        await slowDown.ResetAsync(counts, cancellation);
        var issued = await sessions.StartAsync(account, session, origin, proof.SecondFactor, cancellation);
        await work.CommitAsync(cancellation);
        Log.SignedIn(log, account.Id, issued.FamilyId, "external issuer");
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

    /// <summary>Normalised name of the linked account; null where there is none.</summary>
    private Task<string?> NameAsync(string hash, CancellationToken cancellation)
    {
        var db = transactions.Db;
        return db
            .Accounts.Where(account => db.ExternalLinks.Any(link => link.Hash == hash && link.AccountId == account.Id))
            .Select(account => account.NormalizedUserName)
            .FirstOrDefaultAsync(cancellation);
    }

    private ProblemHttpResult CodeRequired(ExternalProof proof)
    {
        var refusal = SignInRefusals.CodeRequired;
        refusal.ProblemDetails.Extensions["pending"] = protector.Seal(proof);
        return refusal;
    }
}

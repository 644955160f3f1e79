using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Persistence;

namespace Ntm.Identity.Features.Tokens;

/// <summary>What a person signs in with.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Code of the second factor; null where none was typed.</param>
/// <param name="Session">Whether a session of a web server is asked for.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record Credentials(string UserName, string Password, string? Code, bool Session, SignInOrigin Origin);

/// <summary>
/// Signs a person in by password. The slow hash runs before the transaction; the count of wrong tries is decided inside
/// it, so that many guesses at once are counted one by one and a right one among them comes too late. A code of the second factor is
/// spent there, too, so that none is good twice.
/// </summary>
internal sealed class PasswordSignIn(
    AccountRegister accounts,
    Transactions<IdentityDbContext> transactions,
    SignInSessions sessions,
    SecondFactors factors,
    SlowDown slowDown,
    ILogger<PasswordSignIn> log
)
{
    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(Credentials given, CancellationToken cancellation)
    {
        var counts = await slowDown.OfSignInAsync(accounts.NormalizeName(given.UserName), given.Origin, cancellation);
        if (await slowDown.RefusalAsync(counts, cancellation) is { } wait)
        {
            return wait;
        }

        var fits = accounts.PasswordFits(await accounts.FindByNameAsync(given.UserName), given.Password);
        transactions.Db.ChangeTracker.Clear();
        var (account, issued, refusal) = await DecideAsync(given, counts, fits, cancellation);
        if (refusal is not null)
        {
            await slowDown.TrimAsync(cancellation);
            return refusal;
        }

        return TypedResults.Ok(await sessions.AnswerAsync(account!, issued!, cancellation));
    }

    private async Task<(Account? Account, IssuedRefresh? Issued, ProblemHttpResult? Refusal)> DecideAsync(
        Credentials given,
        IReadOnlyList<CountedBy> counts,
        bool fits,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        if (await slowDown.HoldAsync(counts, cancellation) is { } wait)
        {
            return (null, null, wait);
        }

        await transactions.Db.Accounts.HoldAsync(accounts.NormalizeName(given.UserName), cancellation);
        if (await accounts.FindByNameAsync(given.UserName) is not { Active: true } account)
        {
            return (null, null, await RefuseAsync(work, counts, null, "no such account", SignInRefusals.Credentials, cancellation));
        }

        // Only who knows the password learns that a code is asked for; a wrong code counts like a wrong password.
        if (fits && account.SecondFactorSince is not null && given.Code is null)
        {
            return (null, null, SignInRefusals.CodeRequired);
        }

        if (!fits)
        {
            return (null, null, await RefuseAsync(work, counts, account, "wrong password", SignInRefusals.Credentials, cancellation));
        }

        if (account.SecondFactorSince is not null && !factors.Spend(account, given.Code!))
        {
            return (null, null, await RefuseAsync(work, counts, account, "wrong code", SignInRefusals.Code, cancellation));
        }

        await slowDown.ResetAsync(counts, cancellation);
        var issued = await sessions.StartAsync(account, given.Session, given.Origin, false, cancellation);
        await work.CommitAsync(cancellation);
        Log.SignedIn(log, account.Id, issued.FamilyId, "password");
        return (account, issued, null);
    }

    private async Task<ProblemHttpResult> RefuseAsync(
        Transactions<IdentityDbContext>.Work work,
        IReadOnlyList<CountedBy> counts,
        Account? account,
        string reason,
        ProblemHttpResult refusal,
        CancellationToken cancellation
    )
    {
        await slowDown.CountAsync(counts, cancellation);
        await work.CommitAsync(cancellation);
        Log.SignInRefused(log, account?.Id, reason);
        return refusal;
    }
}

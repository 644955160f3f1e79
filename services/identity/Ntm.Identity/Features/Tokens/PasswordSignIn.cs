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
/// <param name="Device">What the device says of itself.</param>
internal sealed record Credentials(string UserName, string Password, string? Code, bool Session, string? Device);

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
    TimeProvider clock,
    ILogger<PasswordSignIn> log
)
{
    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(Credentials given, CancellationToken cancellation)
    {
        var fits = accounts.PasswordFits(await accounts.FindByNameAsync(given.UserName), given.Password);
        transactions.Db.ChangeTracker.Clear();
        var (account, issued, refusal) = await DecideAsync(given, fits, cancellation);
        return refusal is null ? TypedResults.Ok(await sessions.AnswerAsync(account!, issued!, cancellation)) : refusal;
    }

    private async Task<(Account? Account, IssuedRefresh? Issued, ProblemHttpResult? Refusal)> DecideAsync(
        Credentials given,
        bool fits,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        await transactions.Db.Accounts.HoldAsync(accounts.NormalizeName(given.UserName), cancellation);
        if (await accounts.FindByNameAsync(given.UserName) is not { Active: true } account)
        {
            Log.SignInRefused(log, null, "no such account");
            return (null, null, SignInRefusals.Credentials);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            Log.SignInRefused(log, account.Id, "locked");
            return (null, null, SignInRefusals.Locked(account.LockoutEnd!.Value - clock.GetUtcNow()));
        }

        // Only who knows the password learns that a code is asked for; a wrong code counts like a wrong password.
        if (fits && account.SecondFactorSince is not null && given.Code is null)
        {
            return (null, null, SignInRefusals.CodeRequired);
        }

        if (!fits || (account.SecondFactorSince is not null && !factors.Spend(account, given.Code!)))
        {
            await accounts.AccessFailedAsync(account);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, fits ? "wrong code" : "wrong password");
            return (null, null, fits ? SignInRefusals.Code : SignInRefusals.Credentials);
        }

        if (account.AccessFailedCount > 0)
        {
            await accounts.ResetAccessFailedCountAsync(account);
        }

        var issued = await sessions.StartAsync(account, given.Session, given.Device, cancellation);
        await work.CommitAsync(cancellation);
        return (account, issued, null);
    }
}

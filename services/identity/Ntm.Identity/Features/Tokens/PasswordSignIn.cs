using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Persistence;

namespace Ntm.Identity.Features.Tokens;

/// <summary>
/// Signs a person in by password. The slow hash runs before the transaction; the count of wrong tries is decided inside
/// it, so that many guesses at once are counted one by one and a right one among them comes too late.
/// </summary>
internal sealed class PasswordSignIn(
    AccountRegister accounts,
    Transactions<IdentityDbContext> transactions,
    SignInSessions sessions,
    TimeProvider clock,
    ILogger<PasswordSignIn> log
)
{
    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(
        string userName,
        string password,
        bool session,
        CancellationToken cancellation
    )
    {
        var fits = accounts.PasswordFits(await accounts.FindByNameAsync(userName), password);
        transactions.Db.ChangeTracker.Clear();
        var (account, issued, refusal) = await DecideAsync(userName, fits, session, cancellation);
        return refusal is null ? TypedResults.Ok(await sessions.AnswerAsync(account!, issued!, cancellation)) : refusal;
    }

    private async Task<(Account? Account, IssuedRefresh? Issued, ProblemHttpResult? Refusal)> DecideAsync(
        string userName,
        bool fits,
        bool session,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        await transactions.Db.Accounts.HoldAsync(accounts.NormalizeName(userName), cancellation);
        if (await accounts.FindByNameAsync(userName) is not { Active: true } account)
        {
            Log.SignInRefused(log, null, "no such account");
            return (null, null, SignInRefusals.Credentials);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            Log.SignInRefused(log, account.Id, "locked");
            return (null, null, SignInRefusals.Locked(account.LockoutEnd!.Value - clock.GetUtcNow()));
        }

        if (!fits)
        {
            await accounts.AccessFailedAsync(account);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, "wrong password");
            return (null, null, SignInRefusals.Credentials);
        }

        if (account.AccessFailedCount > 0)
        {
            await accounts.ResetAccessFailedCountAsync(account);
        }

        var issued = await sessions.StartAsync(account, session, cancellation);
        await work.CommitAsync(cancellation);
        return (account, issued, null);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;

namespace Ntm.Identity.Features.Tokens;

/// <summary>
/// Continues a sign-in by refresh token: the token is spent, the next one takes its place; a session goes on. A token that is used once
/// more within <see cref="IdentityIssuerOptions.RefreshGrace"/> gets the one that took its place, because two pages of one client may
/// use it at the same time; used later it is in somebody else's hands, and the sign-in ends.
/// </summary>
internal sealed class RefreshSignIn(
    Transactions<IdentityDbContext> transactions,
    SignInSessions sessions,
    KeyProtector protector,
    IOptions<IdentityIssuerOptions> options,
    TimeProvider clock,
    ILogger<RefreshSignIn> log
)
{
    public async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignInAsync(string secret, CancellationToken cancellation) =>
        await SpendAsync(secret, cancellation) is var (account, next)
            ? TypedResults.Ok(await sessions.AnswerAsync(account, next, cancellation))
            : SignInRefusals.Refresh;

    private async Task<(Account Account, IssuedRefresh Next)?> SpendAsync(string secret, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var hash = Secrets.Hash(secret);
        var db = transactions.Db;
        await using var work = await transactions.BeginAsync(cancellation);
        if (
            await db.RefreshTokens.AsNoTracking().FirstOrDefaultAsync(token => token.Hash == hash, cancellation)
                is not { RevokedAt: null } token
            || now >= token.ExpiresAt
        )
        {
            return null;
        }

        if (token.Session)
        {
            return await GoOnAsync(work, token, secret, cancellation);
        }

        // Of two that spend it at the same time the database lets one.
        var spent =
            await db
                .RefreshTokens.Where(row => row.Id == token.Id && row.UsedAt == null && row.RevokedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.UsedAt, now), cancellation) == 1;
        if (spent && await db.Accounts.FindAsync([token.AccountId], cancellation) is { Active: true } account)
        {
            var next = await sessions.ContinueAsync(token, cancellation);
            var successor = protector.Seal(new Successor(next.Token));
            await db
                .RefreshTokens.Where(row => row.Id == token.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.Successor, successor), cancellation);
            await work.CommitAsync(cancellation);
            return (account, next);
        }

        if (!spent)
        {
            if (await WithinGraceAsync(hash, now, cancellation) is var (owner, last))
            {
                return (owner, last);
            }

            await sessions.EndAsync(token.FamilyId, cancellation);
            await work.CommitAsync(cancellation);
            Log.RefreshTokenReused(log, token.AccountId, token.FamilyId);
        }

        return null;
    }

    /// <summary>What took the place of a token that was used a moment ago, or of that again; null where any of them is too old.</summary>
    private async Task<(Account Account, IssuedRefresh Next)?> WithinGraceAsync(
        string hash,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var tokens = transactions.Db.RefreshTokens.AsNoTracking();
        for (var secret = (string?)null; ; hash = Secrets.Hash(secret))
        {
            if (await tokens.FirstOrDefaultAsync(row => row.Hash == hash, cancellation) is not { RevokedAt: null } row)
            {
                return null;
            }

            if (row.UsedAt is null)
            {
                return
                    secret is not null
                    && now < row.ExpiresAt
                    && await transactions.Db.Accounts.FindAsync([row.AccountId], cancellation) is { Active: true } account
                    ? (account, new IssuedRefresh(secret, row.FamilyId, row.ExpiresAt, row.FactorElsewhere))
                    : null;
            }

            if (now - row.UsedAt >= options.Value.RefreshGrace || protector.Open<Successor>(row.Successor ?? "") is not { } next)
            {
                return null;
            }

            secret = next.Token;
        }
    }

    private async Task<(Account Account, IssuedRefresh Next)?> GoOnAsync(
        Transactions<IdentityDbContext>.Work work,
        RefreshToken session,
        string secret,
        CancellationToken cancellation
    )
    {
        if (await transactions.Db.Accounts.FindAsync([session.AccountId], cancellation) is not { Active: true } account)
        {
            return null;
        }

        var next = await sessions.ExtendAsync(session, secret, cancellation);
        await work.CommitAsync(cancellation);
        return (account, next);
    }

    /// <summary>The token that took another's place.</summary>
    private sealed record Successor(string Token);
}

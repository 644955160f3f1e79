using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>A refresh token as it goes to the client, and until when it is good.</summary>
internal sealed record IssuedRefresh(string Token, DateTimeOffset ExpiresAt);

/// <summary>Starts, continues and ends the chains of refresh tokens.</summary>
internal sealed class SignInSessions(IdentityDbContext db, AccessTokens tokens, TimeProvider clock, IOptions<IdentityIssuerOptions> options)
{
    /// <summary>Starts a sign-in; part of the caller's transaction.</summary>
    public async Task<IssuedRefresh> StartAsync(Account account, bool session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - options.Value.SignInLifetime;
        await db
            .RefreshTokens.Where(token => token.AccountId == account.Id && token.SignedInAt < forgotten)
            .ExecuteDeleteAsync(cancellation);
        return await AddAsync(account.Id, Guid.CreateVersion7(now), now, session, cancellation);
    }

    /// <summary>Lets a session go on: the same token, good for the idle time from now.</summary>
    public async Task<IssuedRefresh> ExtendAsync(RefreshToken session, string secret, CancellationToken cancellation)
    {
        var expires = EndOf(session.SignedInAt, clock.GetUtcNow());
        await db
            .RefreshTokens.Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.ExpiresAt, expires), cancellation);
        return new IssuedRefresh(secret, expires);
    }

    /// <summary>Gives the next token of the same sign-in.</summary>
    public Task<IssuedRefresh> ContinueAsync(RefreshToken used, CancellationToken cancellation) =>
        AddAsync(used.AccountId, used.FamilyId, used.SignedInAt, false, cancellation);

    /// <summary>Ends one sign-in on every device that has a copy of it.</summary>
    public Task<int> EndAsync(Guid familyId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db
            .RefreshTokens.Where(token => token.FamilyId == familyId && token.RevokedAt == null)
            .ExecuteUpdateAsync(token => token.SetProperty(x => x.RevokedAt, now), cancellation);
    }

    /// <summary>Ends all sign-ins of an account.</summary>
    public Task<int> EndAllAsync(Guid accountId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db
            .RefreshTokens.Where(token => token.AccountId == accountId && token.RevokedAt == null)
            .ExecuteUpdateAsync(token => token.SetProperty(x => x.RevokedAt, now), cancellation);
    }

    public async Task<TokenAnswer> AnswerAsync(Account account, IssuedRefresh refresh, CancellationToken cancellation) =>
        new(
            await tokens.IssueAsync(
                account.Id.ToString(),
                account.Name,
                await GrantsAsync(account.Id, cancellation),
                null,
                account.MustChangePassword,
                cancellation
            ),
            "Bearer",
            (int)tokens.Lifetime.TotalSeconds,
            refresh.Token,
            refresh.ExpiresAt,
            account.MustChangePassword
        );

    /// <summary>
    /// Grants in force today on units that exist today; of those that were lent, only while the principal is active and holds them.
    /// </summary>
    public async Task<IReadOnlyList<Grant>> GrantsAsync(Guid accountId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.AccountId == accountId).ToListAsync(cancellation);
        if (grants.Exists(grant => grant.Delegation is not null))
        {
            var lent = await LentAsync(grants.Select(grant => grant.Delegation?.GrantId).OfType<Guid>(), cancellation);
            grants.RemoveAll(grant => !Delegation.Stands(grant, lent.Find(own => own.Id == grant.Delegation?.GrantId), today));
        }

        var units = await db.Units.LoadAsync(grants.Select(grant => grant.UnitCode), cancellation);
        return
        [
            .. grants.Select(grant => grant.On(today, units)).OfType<Grant>().OrderBy(grant => grant.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>The grants that active accounts lent.</summary>
    private Task<List<AccountGrant>> LentAsync(IEnumerable<Guid> ids, CancellationToken cancellation) =>
        db
            .Grants.AsNoTracking()
            .Where(grant => ids.Contains(grant.Id) && db.Accounts.Any(account => account.Id == grant.AccountId && account.Active))
            .ToListAsync(cancellation);

    private async Task<IssuedRefresh> AddAsync(
        Guid accountId,
        Guid familyId,
        DateTimeOffset signedInAt,
        bool session,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var expires = EndOf(signedInAt, now);
        var secret = Secrets.New("ntmr_");
        db.RefreshTokens.Add(
            new RefreshToken
            {
                Id = Guid.CreateVersion7(now),
                FamilyId = familyId,
                AccountId = accountId,
                Hash = Secrets.Hash(secret),
                IssuedAt = now,
                ExpiresAt = expires,
                SignedInAt = signedInAt,
                Session = session,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return new IssuedRefresh(secret, expires);
    }

    /// <summary>Until when a token is good that is issued or used now: for the idle time, and not beyond the end of the sign-in.</summary>
    private DateTimeOffset EndOf(DateTimeOffset signedInAt, DateTimeOffset now)
    {
        var (end, idle) = (signedInAt + options.Value.SignInLifetime, now + options.Value.RefreshTokenLifetime);
        return idle < end ? idle : end;
    }
}

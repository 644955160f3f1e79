using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.LegalTime;
using Ntm.Rights;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>A refresh token as it goes to the client, the sign-in that it belongs to, and until when it is good.</summary>
/// <param name="Token">The token.</param>
/// <param name="FamilyId">The sign-in.</param>
/// <param name="ExpiresAt">Until when the token is good.</param>
/// <param name="FactorElsewhere">Whether the external issuer has asked for a second factor.</param>
internal sealed record IssuedRefresh(string Token, Guid FamilyId, DateTimeOffset ExpiresAt, bool FactorElsewhere)
{
    /// <summary>Secret of a device that is new.</summary>
    public string? Device { get; init; }
}

/// <summary>Starts, continues and ends the chains of refresh tokens.</summary>
internal sealed class SignInSessions(
    IdentityDbContext db,
    AccessTokens tokens,
    Revocations revocations,
    KnownDevices devices,
    SecondFactorDemand demand,
    TimeProvider clock,
    IOptions<IdentityIssuerOptions> options
)
{
    /// <summary>Most sign-ins of an account that are open at once: one more ends the one that was unused the longest.</summary>
    public const int MostOpen = 50;

    /// <summary>The sign-ins of an account that can go on, each by the one token of it that is good now.</summary>
    public IQueryable<RefreshToken> OpenOf(Guid accountId)
    {
        var now = clock.GetUtcNow();
        return db
            .RefreshTokens.AsNoTracking()
            .Where(token => token.AccountId == accountId && token.RevokedAt == null && token.UsedAt == null && token.ExpiresAt > now);
    }

    /// <summary>Starts a sign-in; part of the caller's transaction, which holds the account.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="session">Whether it is the session of a web server.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="factorElsewhere">Whether the external issuer has asked for a second factor.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<IssuedRefresh> StartAsync(
        Account account,
        bool session,
        SignInOrigin origin,
        bool factorElsewhere,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var forgotten = now - options.Value.SignInLifetime;
        await db
            .RefreshTokens.Where(token => token.AccountId == account.Id && token.SignedInAt < forgotten)
            .ExecuteDeleteAsync(cancellation);
        var beyond = await OpenOf(account.Id)
            .OrderByDescending(token => token.LastUsedAt)
            .ThenByDescending(token => token.Id)
            .Skip(MostOpen - 1)
            .Select(token => token.FamilyId)
            .ToListAsync(cancellation);
        foreach (var family in beyond)
        {
            await EndAsync(family, cancellation);
        }

        var device = await devices.RecogniseAsync(account, origin, cancellation);
        var signIn = new SignIn(Guid.CreateVersion7(now), now, origin.Words, device.Id, factorElsewhere);
        return await AddAsync(account.Id, signIn, session, cancellation) with { Device = device.Secret };
    }

    /// <summary>Lets a session go on: the same token, good for the idle time from now.</summary>
    public async Task<IssuedRefresh> ExtendAsync(RefreshToken session, string secret, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var expires = EndOf(session.SignedInAt, now);
        await db
            .RefreshTokens.Where(row => row.Id == session.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.ExpiresAt, expires).SetProperty(x => x.LastUsedAt, now), cancellation);
        return new IssuedRefresh(secret, session.FamilyId, expires, session.FactorElsewhere);
    }

    /// <summary>Gives the next token of the same sign-in.</summary>
    public Task<IssuedRefresh> ContinueAsync(RefreshToken used, CancellationToken cancellation) =>
        AddAsync(
            used.AccountId,
            new SignIn(used.FamilyId, used.SignedInAt, used.Device, used.DeviceId, used.FactorElsewhere),
            false,
            cancellation
        );

    /// <summary>Ends one sign-in on every device that has a copy of it; access tokens of it write nothing more.</summary>
    public async Task EndAsync(Guid familyId, CancellationToken cancellation)
    {
        await db.LockBesideAsync<RefreshToken>(nameof(RefreshToken.FamilyId), familyId, cancellation);
        await EndAsync(db.RefreshTokens.Where(token => token.FamilyId == familyId), cancellation);
    }

    /// <summary>Ends all sign-ins of an account; no access token that it has writes anything more.</summary>
    /// <returns>How many were open.</returns>
    public async Task<int> EndAllAsync(Guid accountId, CancellationToken cancellation)
    {
        await revocations.OfAccountAsync(accountId, cancellation);
        var open = await OpenOf(accountId).CountAsync(cancellation);
        await RevokeAsync(db.RefreshTokens.Where(token => token.AccountId == accountId), cancellation);
        return open;
    }

    /// <summary>Ends all sign-ins of an account but one; access tokens of the others write nothing more.</summary>
    /// <returns>How many were open.</returns>
    public async Task<int> EndOthersAsync(Guid accountId, Guid? kept, CancellationToken cancellation)
    {
        if (kept is null)
        {
            return await EndAllAsync(accountId, cancellation);
        }

        await db.LockBesideAsync<Account>(nameof(Account.Id), accountId, cancellation);
        var open = await OpenOf(accountId).CountAsync(token => token.FamilyId != kept, cancellation);
        await EndAsync(db.RefreshTokens.Where(token => token.AccountId == accountId && token.FamilyId != kept), cancellation);
        return open;
    }

    public async Task<TokenAnswer> AnswerAsync(Account account, IssuedRefresh refresh, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var grants = await GrantsAsync(account.Id, VietnamTime.DayOf(now), cancellation);
        var expires = await EndOfAsync(account.Id, grants, now, cancellation);
        var mustSetFactor = account.SecondFactorSince is null && !refresh.FactorElsewhere && demand.IsFor(grants);
        return new TokenAnswer(
            await tokens.IssueAsync(
                account.Id.ToString(),
                account.Name,
                grants,
                null,
                account.MustChangePassword,
                mustSetFactor,
                refresh.FamilyId,
                account.RightsVersion,
                expires,
                cancellation
            ),
            "Bearer",
            (int)(expires - now).TotalSeconds,
            refresh.Token,
            refresh.ExpiresAt,
            account.MustChangePassword,
            mustSetFactor,
            refresh.Device
        );
    }

    /// <summary>
    /// Grants in force today on units that exist today; of those that were lent, only while the principal is active and holds them.
    /// </summary>
    public Task<IReadOnlyList<Grant>> GrantsAsync(Guid accountId, CancellationToken cancellation) =>
        GrantsAsync(accountId, clock.Today(), cancellation);

    private async Task<IReadOnlyList<Grant>> GrantsAsync(Guid accountId, DateOnly today, CancellationToken cancellation)
    {
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

    /// <summary>When an access token expires: one with a grant that is none tomorrow, with its day.</summary>
    private async Task<DateTimeOffset> EndOfAsync(
        Guid accountId,
        IReadOnlyList<Grant> grants,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var (end, midnight) = (now + tokens.Lifetime, VietnamTime.EndOf(VietnamTime.DayOf(now)));
        return end > midnight && grants.Except(await GrantsAsync(accountId, VietnamTime.DayOf(midnight), cancellation)).Any()
            ? midnight
            : end;
    }

    /// <summary>Ends sign-ins, and outdates the access tokens of those that got one lately.</summary>
    private async Task EndAsync(IQueryable<RefreshToken> ended, CancellationToken cancellation)
    {
        if (await RevokeAsync(ended, cancellation) == 0)
        {
            return;
        }

        var lately = clock.GetUtcNow() - TakenRights.Kept;
        var families = await ended
            .Where(token => token.LastUsedAt > lately)
            .Select(token => token.FamilyId)
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var family in families)
        {
            await revocations.OfSignInAsync(family, cancellation);
        }
    }

    /// <summary>The grants that active accounts lent.</summary>
    private Task<List<AccountGrant>> LentAsync(IEnumerable<Guid> ids, CancellationToken cancellation) =>
        db
            .Grants.AsNoTracking()
            .Where(grant => ids.Contains(grant.Id) && db.Accounts.Any(account => account.Id == grant.AccountId && account.Active))
            .ToListAsync(cancellation);

    /// <summary>A refresh that runs at the same time may leave a next token behind, which only a later statement sees; once none is
    /// found there is none, because a token that is being spent is still there to be found.</summary>
    /// <returns>How many were revoked.</returns>
    private async Task<int> RevokeAsync(IQueryable<RefreshToken> tokens, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (all, revoked) = (0, 0);
        do
        {
            revoked = await tokens
                .Where(token => token.RevokedAt == null)
                .ExecuteUpdateAsync(token => token.SetProperty(x => x.RevokedAt, now), cancellation);
            all += revoked;
        } while (revoked > 0);

        return all;
    }

    private async Task<IssuedRefresh> AddAsync(Guid accountId, SignIn signIn, bool session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var expires = EndOf(signIn.At, now);
        var secret = Secrets.New("ntmr_");
        db.RefreshTokens.Add(
            new RefreshToken
            {
                Id = Guid.CreateVersion7(now),
                FamilyId = signIn.Id,
                AccountId = accountId,
                Hash = Secrets.Hash(secret),
                IssuedAt = now,
                LastUsedAt = now,
                ExpiresAt = expires,
                SignedInAt = signIn.At,
                Device = signIn.Device,
                DeviceId = signIn.DeviceId,
                FactorElsewhere = signIn.FactorElsewhere,
                Session = session,
            }
        );
        await db.SaveChangesAsync(cancellation);
        return new IssuedRefresh(secret, signIn.Id, expires, signIn.FactorElsewhere);
    }

    /// <summary>Until when a token is good that is issued or used now: for the idle time, and not beyond the end of the sign-in.</summary>
    private DateTimeOffset EndOf(DateTimeOffset signedInAt, DateTimeOffset now)
    {
        var (end, idle) = (signedInAt + options.Value.SignInLifetime, now + options.Value.RefreshTokenLifetime);
        return idle < end ? idle : end;
    }

    /// <summary>What every token of a sign-in repeats.</summary>
    private sealed record SignIn(Guid Id, DateTimeOffset At, string? Device, Guid? DeviceId, bool FactorElsewhere);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>The device of a sign-in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret, where it is new.</param>
internal sealed record SignedInDevice(Guid Id, string? Secret);

/// <summary>Recognises the devices that accounts sign in from, and forgets them.</summary>
internal sealed class KnownDevices(IdentityDbContext db, TimeProvider clock, IConfiguration configuration, ILogger<KnownDevices> log)
{
    /// <summary>
    /// The device of a sign-in, in the caller's transaction, which holds the account. A new one gets a secret of this service's making,
    /// never one that it brings: else somebody could plant a secret of his own. That it is new is published, but for the account's first.
    /// </summary>
    public async Task<SignedInDevice> RecogniseAsync(Account account, SignInOrigin origin, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (forgotten, shown) = (now - KnownDevice.Kept, origin.Devices);
        var own = await db
            .KnownDevices.Where(row => row.AccountId == account.Id && row.LastUsedAt > forgotten)
            .OrderByDescending(row => row.LastUsedAt)
            .ToListAsync(cancellation);
        if (own.Find(row => shown.Contains(row.Hash)) is { } known)
        {
            known.LastUsedAt = now;
            return new SignedInDevice(known.Id, null);
        }

        var kept = own.Take(KnownDevice.Most - 1).Select(row => row.Id).ToList();
        await db.KnownDevices.Where(row => row.AccountId == account.Id && !kept.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        var secret = Secrets.New("ntmd_");
        var added = new KnownDevice
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Hash = Secrets.Hash(secret),
            KnownSince = now,
            LastUsedAt = now,
        };
        db.KnownDevices.Add(added);
        if (own.Count > 0)
        {
            Report(account, added, origin.Words, now);
        }

        return new SignedInDevice(added.Id, secret);
    }

    /// <summary>Forgets the devices of an account but that of one session.</summary>
    public async Task ForgetOthersAsync(Guid accountId, Guid? session, CancellationToken cancellation)
    {
        var kept = await DevicesOf(accountId, session).ToListAsync(cancellation);
        await db.KnownDevices.Where(row => row.AccountId == accountId && !kept.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Forgets the device of a session.</summary>
    public async Task ForgetAsync(Guid accountId, Guid session, CancellationToken cancellation)
    {
        var gone = await DevicesOf(accountId, session).ToListAsync(cancellation);
        await db.KnownDevices.Where(row => row.AccountId == accountId && gone.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    private IQueryable<Guid> DevicesOf(Guid accountId, Guid? session) =>
        db
            .RefreshTokens.Where(token => token.AccountId == accountId && token.FamilyId == session && token.DeviceId != null)
            .Select(token => token.DeviceId!.Value)
            .Distinct();

    /// <summary>Not in sample mode, where everybody is anybody by one click.</summary>
    private void Report(Account account, KnownDevice device, string? words, DateTimeOffset now)
    {
        if (configuration.GetValue<bool>(SampleMode.Setting))
        {
            return;
        }

        var id = Guid.CreateVersion7(now);
        var @event = new SignedInFromNewDevice
        {
            EventId = id,
            OccurredAt = now,
            AccountId = account.Id,
            Device = words,
        };
        db.Publish(@event, id, $"account/{account.Id:D}", now);
        Log.NewDevice(log, account.Id, device.Id);
    }
}

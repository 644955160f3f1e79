using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Rights;

namespace Ntm.Identity.Features.Tokens;

/// <summary>
/// Outdates access tokens that are still good, in the transaction of what takes something away: this service keeps it for itself, and
/// publishes it to the others.
/// </summary>
internal sealed class Revocations(IdentityDbContext db, TimeProvider clock)
{
    /// <summary>Every token of an account that was issued before.</summary>
    public async Task OfAccountAsync(Guid id, CancellationToken cancellation)
    {
        await db.LockBesideAsync<Account>(nameof(Account.Id), id, cancellation);
        var account = db.Accounts.Where(account => account.Id == id);
        await account.ExecuteUpdateAsync(row => row.SetProperty(x => x.RightsVersion, x => x.RightsVersion + 1), cancellation);
        await PublishAsync(id.ToString(), await account.Select(row => row.RightsVersion).SingleAsync(cancellation), cancellation);
    }

    /// <summary>The tokens of all to whom an account has lent a role; they go on with what is their own.</summary>
    /// <param name="principal">The account.</param>
    /// <param name="grant">The grant that was lent; null for each.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task OfDeputiesAsync(Guid principal, Guid? grant, CancellationToken cancellation)
    {
        var deputies = await db
            .Grants.Where(lent => lent.Delegation!.Principal == principal && (grant == null || lent.Delegation.GrantId == grant))
            .Select(lent => lent.AccountId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancellation);
        foreach (var deputy in deputies)
        {
            await OfAccountAsync(deputy, cancellation);
        }
    }

    /// <summary>The tokens of a sign-in that has ended.</summary>
    public Task OfSignInAsync(Guid familyId, CancellationToken cancellation) => PublishAsync(familyId.ToString(), null, cancellation);

    /// <summary>The tokens that a program got before its latest change; of one that was revoked, all.</summary>
    public Task OfClientAsync(ApiClient client, CancellationToken cancellation) =>
        PublishAsync(client.ClientId, client.RevokedAt is null ? client.Version : null, cancellation);

    private async Task PublishAsync(string subject, int? version, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var @event = new RightsTaken
        {
            EventId = Guid.CreateVersion7(now),
            OccurredAt = now,
            Subject = subject,
            Version = version,
        };
        db.Publish(@event, @event.EventId, "rights/" + subject, now);
        await TakenRights.KeepAsync(db, subject, version, now, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;

namespace Ntm.Notifications.Delivery;

/// <summary>A subscription for which there may be something to send.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Position">Its cursor.</param>
/// <param name="Owner">Process that sends for it, or did until it died.</param>
/// <param name="HasDue">Whether something that failed is due again.</param>
internal sealed record Work(Guid Id, long Position, string? Owner, bool HasDue);

/// <summary>
/// Which process sends for which subscription. A lease ends by the database's own clock, so that processes whose clocks differ agree; each
/// takes its share of the subscriptions, by how many processes are alive.
/// </summary>
internal sealed class LeaseStore(
    IServiceScopeFactory scopes,
    WriteLock<NotificationsDbContext> gate,
    IOptions<WebhookOptions> options,
    TimeProvider clock
)
{
    private bool started;

    public string Owner { get; } = Guid.CreateVersion7().ToString("N");

    private long Lease => (long)options.Value.Lease.TotalMilliseconds;

    /// <summary>The end of the feed, and the active subscriptions that have not come there or have something due.</summary>
    public async Task<(long Head, List<Work> Work)> WorkAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var now = clock.GetUtcNow();
        var head = await db.FeedHeads.AsNoTracking().Select(row => row.Position).SingleAsync(cancellation);
        var rows = await db
            .SubscriptionProgress.AsNoTracking()
            .Where(progress => db.Subscriptions.Any(row => row.Id == progress.SubscriptionId && row.State == SubscriptionState.Active))
            .Select(progress => new Work(
                progress.SubscriptionId,
                progress.Position,
                progress.LeaseOwner,
                db.PendingDeliveries.Any(row => row.SubscriptionId == progress.SubscriptionId && row.DeadAt == null && row.DueAt <= now)
            ))
            .ToListAsync(cancellation);
        return (head, rows);
    }

    /// <summary>Says that this process lives and prolongs its leases, or gives back what is beyond its share.</summary>
    /// <param name="subscriptions">Active subscriptions in all.</param>
    /// <param name="busy">Those that are being sent for.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>What it holds, how many it may hold, and whether it is alone.</returns>
    public Task<(HashSet<Guid> Held, int Share, bool Alone)> RenewAsync(
        int subscriptions,
        IReadOnlyCollection<Guid> busy,
        CancellationToken cancellation
    ) =>
        WriteAsync(
            async (db, now) =>
            {
                if (!started && gate.OneProcess)
                {
                    // The database is this process's alone: whoever held a lease is dead.
                    await db.SubscriptionProgress.ExecuteUpdateAsync(
                        row => row.SetProperty(x => x.LeaseOwner, (string?)null),
                        cancellation
                    );
                }

                started = true;
                var processes = await AliveAsync(db, now, cancellation);
                await db
                    .SubscriptionProgress.Where(row => row.LeaseOwner == Owner)
                    .ExecuteUpdateAsync(row => row.SetProperty(x => x.LeaseUntil, now + Lease), cancellation);
                var held = await db
                    .SubscriptionProgress.Where(row => row.LeaseOwner == Owner)
                    .Select(row => row.SubscriptionId)
                    .ToHashSetAsync(cancellation);
                var share = (subscriptions + processes - 1) / processes;
                var beyond = held.Except(busy).Take(Math.Max(0, held.Count - share)).ToList();
                await FreeAsync(db, beyond, cancellation);
                held.ExceptWith(beyond);
                return (held, share, processes == 1);
            },
            cancellation
        );

    /// <summary>Takes those of the subscriptions that nobody has; returns which.</summary>
    public Task<List<Guid>> ClaimAsync(IReadOnlyCollection<Guid> wanted, CancellationToken cancellation) =>
        WriteAsync(
            async (db, now) =>
            {
                await db
                    .SubscriptionProgress.Where(row => wanted.Contains(row.SubscriptionId))
                    .Where(row => row.LeaseOwner == null || row.LeaseUntil < now)
                    .ExecuteUpdateAsync(
                        row => row.SetProperty(x => x.LeaseOwner, Owner).SetProperty(x => x.LeaseUntil, now + Lease),
                        cancellation
                    );
                return await db
                    .SubscriptionProgress.Where(row => wanted.Contains(row.SubscriptionId) && row.LeaseOwner == Owner)
                    .Select(row => row.SubscriptionId)
                    .ToListAsync(cancellation);
            },
            cancellation
        );

    /// <summary>Whether one of the subscriptions is free now; asked before a claim, because an idle process must not write.</summary>
    public async Task<bool> IsAnyFreeAsync(IReadOnlyCollection<Guid> wanted, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<NotificationsDbContext>>();
        var now = await NowAsync(transactions, cancellation);
        return await transactions.Db.SubscriptionProgress.AnyAsync(
            row => wanted.Contains(row.SubscriptionId) && (row.LeaseOwner == null || row.LeaseUntil < now),
            cancellation
        );
    }

    /// <summary>On a graceful stop: others need not wait until the leases end.</summary>
    public Task LeaveAsync(CancellationToken cancellation) =>
        WriteAsync(
            async (db, _) =>
            {
                await db
                    .SubscriptionProgress.Where(row => row.LeaseOwner == Owner)
                    .ExecuteUpdateAsync(row => row.SetProperty(x => x.LeaseOwner, (string?)null), cancellation);
                return await db.DispatcherProcesses.Where(row => row.Owner == Owner).ExecuteDeleteAsync(cancellation);
            },
            cancellation
        );

    private static async Task<long> NowAsync(Transactions<NotificationsDbContext> transactions, CancellationToken cancellation) =>
        (await transactions.Db.Database.SqlQueryRaw<long>(transactions.Statements.ReadClock).ToListAsync(cancellation))[0];

    private Task<int> FreeAsync(NotificationsDbContext db, List<Guid> beyond, CancellationToken cancellation) =>
        beyond.Count == 0
            ? Task.FromResult(0)
            : db
                .SubscriptionProgress.Where(row => beyond.Contains(row.SubscriptionId) && row.LeaseOwner == Owner)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.LeaseOwner, (string?)null), cancellation);

    /// <summary>How many processes live, this one among them.</summary>
    private async Task<int> AliveAsync(NotificationsDbContext db, long now, CancellationToken cancellation)
    {
        await db.DispatcherProcesses.Where(row => row.AliveUntil < now).ExecuteDeleteAsync(cancellation);
        if (await db.DispatcherProcesses.FindAsync([Owner], cancellation) is { } own)
        {
            own.AliveUntil = now + Lease;
        }
        else
        {
            db.DispatcherProcesses.Add(new DispatcherProcess { Owner = Owner, AliveUntil = now + Lease });
        }

        await db.SaveChangesAsync(cancellation);
        return await db.DispatcherProcesses.CountAsync(cancellation);
    }

    private async Task<T> WriteAsync<T>(Func<NotificationsDbContext, long, Task<T>> write, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<NotificationsDbContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var result = await write(transactions.Db, await NowAsync(transactions, cancellation));
        await work.CommitAsync(cancellation);
        return result;
    }
}

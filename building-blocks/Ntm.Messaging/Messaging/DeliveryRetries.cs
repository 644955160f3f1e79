using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>An event from the broker that its consumer could not handle, whether or not it could be read.</summary>
/// <param name="MessageId">Id of the event.</param>
/// <param name="Type">Contract type that its header names.</param>
/// <param name="Body">Its text.</param>
/// <param name="OrderKey">Order key, without the prefix of retries.</param>
/// <param name="ConsumerId">
/// Consumer that received it, also the name of its queue; empty when unknown, and then every consumer of the service gets it again.
/// </param>
internal sealed record FailedDelivery(Guid MessageId, string Type, string Body, string OrderKey, string ConsumerId);

/// <summary>
/// Stores events that a consumer of this service failed on as retries in the service's own outbox: the relay delivers them again
/// with growing waits and dead-letters them in the end, and an operator can list, replay and drop them. A waiting retry holds back
/// no other event: the event that it waits for may come after it.
/// </summary>
internal abstract class DeliveryRetries
{
    /// <summary>The retries of a service, in the database that it has registered.</summary>
    public static DeliveryRetries Of(IServiceProvider services, string service) =>
        (DeliveryRetries)
            services.GetRequiredService(
                typeof(DeliveryRetries<>).MakeGenericType(
                    services.GetServices<ServiceDatabase>().Single(database => database.Service == service).ContextType
                )
            );

    /// <summary>Returns when the retry is stored; storing it twice changes nothing.</summary>
    /// <param name="event">The event.</param>
    /// <param name="reason">What went wrong.</param>
    /// <param name="dead">True to store it as a dead letter, because another attempt cannot succeed.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public abstract Task StoreAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation);

    /// <summary>
    /// Makes the retries of an order key due at once, because an event of that key has been handled: they may have waited for it.
    /// Without it each waits out its own time, and of many that wait for one another the last run out of attempts.
    /// </summary>
    /// <param name="orderKey">Order key of the handled event.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public abstract Task WakeAsync(string orderKey, CancellationToken cancellation);
}

/// <inheritdoc/>
internal sealed class DeliveryRetries<TContext>(IServiceScopeFactory scopes, OutboxSignal<TContext> signal, TimeProvider clock)
    : DeliveryRetries
    where TContext : ServiceDbContext
{
    public override async Task StoreAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        var kept = await db.Outbox.AsNoTracking().Where(row => row.MessageId == @event.MessageId).ToListAsync(cancellation);
        if (kept.Exists(row => !row.IsRetry))
        {
            // A service can receive its own event before its outbox row is deleted: to count that row as the retry would lose the
            // event with it.
            throw new InvalidOperationException("The event's own row is still here.");
        }

        if (kept.Exists(row => row.ConsumerId == @event.ConsumerId))
        {
            return;
        }

        // A dead letter gets an order key of its own, so that it does not hold back events that can be handled.
        db.Outbox.Add(
            new OutboxRow
            {
                MessageId = @event.MessageId,
                Type = Cut(@event.Type, 200),
                Body = @event.Body,
                OrderKey = KeyOf(dead ? @event.MessageId.ToString() : @event.OrderKey),
                ConsumerId = @event.ConsumerId,
                TraceParent = Activity.Current?.Id,
                CreatedAt = clock.GetUtcNow(),
                LastError = Cut(reason, 2000),
                Dead = dead,
            }
        );
        db.Published = true;
        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    public override async Task WakeAsync(string orderKey, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var writeLock = await scope.ServiceProvider.GetRequiredService<WriteLock<TContext>>().EnterAsync(db, cancellation);
        var statements = scope.ServiceProvider.GetRequiredService<DatabaseStatements>();
        if (await db.Database.ExecuteSqlRawAsync(statements.Wake, [KeyOf(orderKey)], cancellation) > 0)
        {
            signal.Raise();
        }
    }

    private static string KeyOf(string orderKey) => Cut(OutboxRow.RetryPrefix + orderKey, 100);

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}

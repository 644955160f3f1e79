using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>An event as it came from the broker, read or not.</summary>
/// <param name="MessageId">Id of the event.</param>
/// <param name="Type">Contract type that it says it is.</param>
/// <param name="Body">Its text.</param>
/// <param name="OrderKey">Key of its order, without a mark.</param>
/// <param name="ConsumerId">
/// Consumer it came to, which is also the name of its queue; empty when unknown: then every consumer of the service gets it again.
/// </param>
internal sealed record FailedDelivery(Guid MessageId, string Type, string Body, string OrderKey, string ConsumerId);

/// <summary>
/// Keeps what a service received and could not act on: in its own outbox, marked as received, so that it is tried again with
/// waits, is dead-lettered in the end, and is listed, replayed and dropped like any dead-lettered event. It holds nothing back: what
/// it waits for may come after it.
/// </summary>
internal abstract class DeliveryRetries
{
    /// <summary>Those of a service, by the database that it has registered.</summary>
    public static DeliveryRetries Of(IServiceProvider services, string service) =>
        (DeliveryRetries)
            services.GetRequiredService(
                typeof(DeliveryRetries<>).MakeGenericType(
                    services.GetServices<ServiceDatabase>().Single(database => database.Service == service).ContextType
                )
            );

    /// <summary>Returns when the event is kept for its consumer; keeping it twice changes nothing.</summary>
    /// <param name="event">The event.</param>
    /// <param name="reason">What went wrong.</param>
    /// <param name="dead">True when no other try can help, until an operator says so.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public abstract Task KeepAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation);
}

/// <inheritdoc/>
internal sealed class DeliveryRetries<TContext>(IServiceScopeFactory scopes, TimeProvider clock) : DeliveryRetries
    where TContext : ServiceDbContext
{
    public override async Task KeepAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        var kept = await db.Outbox.AsNoTracking().Where(row => row.MessageId == @event.MessageId).ToListAsync(cancellation);
        if (kept.Exists(row => !row.IsRetry))
        {
            // A service's own event may come back before its row is gone: to call it kept would lose it with that row.
            throw new InvalidOperationException("The event's own row is still here.");
        }

        if (kept.Exists(row => row.ConsumerId == @event.ConsumerId))
        {
            return;
        }

        // What no try can help has no order: it must not hold back what can be read.
        db.Outbox.Add(
            new OutboxRow
            {
                MessageId = @event.MessageId,
                Type = Cut(@event.Type, 200),
                Body = @event.Body,
                OrderKey = Cut(OutboxRow.RetryPrefix + (dead ? @event.MessageId.ToString() : @event.OrderKey), 100),
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

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}

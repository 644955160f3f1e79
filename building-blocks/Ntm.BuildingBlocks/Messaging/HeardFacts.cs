using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>A fact as it came from the broker, read or not.</summary>
/// <param name="MessageId">Id of the fact.</param>
/// <param name="Type">Contract type that it says it is.</param>
/// <param name="Body">Its text.</param>
/// <param name="OrderKey">Key of its order, without a mark.</param>
/// <param name="ConsumerId">
/// Consumer it came to, which is also the name of its queue; empty when unknown: then every consumer of the service gets it again.
/// </param>
internal sealed record HeardFact(Guid MessageId, string Type, string Body, string OrderKey, string ConsumerId);

/// <summary>
/// Keeps what a service heard and could not act on: in its own outbox, marked as heard, so that it is tried again with
/// waits, is given up in the end, and is listed, replayed and dropped like any parked fact. It holds nothing back: what
/// it waits for may come after it.
/// </summary>
internal abstract class HeardFacts
{
    /// <summary>Those of a service, by the database that it has registered.</summary>
    public static HeardFacts Of(IServiceProvider services, string service) =>
        (HeardFacts)
            services.GetRequiredService(
                typeof(HeardFacts<>).MakeGenericType(
                    services.GetServices<ServiceDatabase>().Single(database => database.Service == service).ContextType
                )
            );

    /// <summary>Returns when the fact is kept for its consumer; keeping it twice changes nothing.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="reason">What went wrong.</param>
    /// <param name="dead">True when no other try can help, until an operator says so.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public abstract Task KeepAsync(HeardFact fact, string reason, bool dead, CancellationToken cancellation);
}

/// <inheritdoc/>
internal sealed class HeardFacts<TContext>(IServiceScopeFactory scopes, TimeProvider clock) : HeardFacts
    where TContext : ServiceDbContext
{
    public override async Task KeepAsync(HeardFact fact, string reason, bool dead, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        var kept = await db.Outbox.AsNoTracking().Where(row => row.MessageId == fact.MessageId).ToListAsync(cancellation);
        if (kept.Exists(row => !row.IsHeard))
        {
            // A service's own fact may come back before its row is gone: to call it kept would lose it with that row.
            throw new InvalidOperationException("The fact's own row is still here.");
        }

        if (kept.Exists(row => row.ConsumerId == fact.ConsumerId))
        {
            return;
        }

        // What no try can help has no order: it must not hold back what can be read.
        db.Outbox.Add(
            new OutboxRow
            {
                MessageId = fact.MessageId,
                Type = Cut(fact.Type, 200),
                Body = fact.Body,
                OrderKey = Cut(OutboxRow.HeardPrefix + (dead ? fact.MessageId.ToString() : fact.OrderKey), 100),
                ConsumerId = fact.ConsumerId,
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

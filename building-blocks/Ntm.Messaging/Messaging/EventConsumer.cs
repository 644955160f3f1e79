using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>
/// Base of a service's consumers: the inbox row and every effect are one transaction, so an event that is delivered twice has effect once.
/// </summary>
/// <param name="services">Services that every consumer requires.</param>
public abstract class EventConsumer<TContext, TEvent>(ConsumerServices<TContext> services) : IConsumer<TEvent>
    where TContext : ServiceDbContext
    where TEvent : class
{
    protected TContext Db => services.Transactions.Db;

    /// <summary>The JSON of the event as its publisher wrote it, fields unknown to this version included.</summary>
    protected string Body { get; private set; } = "";

    /// <summary>Trace context of W3C in which it is handled, or was published; null where neither is known.</summary>
    protected string? TraceParent { get; private set; }

    public async Task Consume(ConsumeContext<TEvent> context)
    {
        var cancellation = context.CancellationToken;
        var consumerId = ConsumerIdAttribute.Of(GetType());
        if (!Concerns(context.Message) || !EventBody.IsFor(context, consumerId))
        {
            return;
        }

        var messageId =
            context.MessageId ?? throw new InvalidOperationException("An event without an id cannot be distinguished from its copy.");
        await using var work = await services.Transactions.BeginAsync(cancellation);
        var entered = await Db.Database.ExecuteSqlRawAsync(
            services.Transactions.Statements.EnterInbox,
            [messageId, consumerId, services.Clock.GetUtcNow()],
            cancellation
        );
        if (entered == 0)
        {
            MessagingMetrics.Duplicates.Add(1, new KeyValuePair<string, object?>("consumer", consumerId));
            return;
        }

        Body = EventBody.Of(context);
        TraceParent = Activity.Current?.Id ?? context.Headers.Get<string>(EventBody.TraceHeader);
        await HandleAsync(context.Message, cancellation);
        await Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    /// <summary>False for an event that never has an effect here; it then costs no transaction. Decided on the event alone.</summary>
    protected virtual bool Concerns(TEvent @event) => true;

    /// <summary>Refuses an event that names another unit than what it would change.</summary>
    /// <param name="named">Unit that the event names.</param>
    /// <param name="own">Units of what it would change.</param>
    /// <exception cref="RefusedEventException">They are not the same.</exception>
    protected static void MustBeOf(string named, params IEnumerable<string> own)
    {
        if (own.FirstOrDefault(unit => unit != named) is { } other)
        {
            throw new RefusedEventException($"Bản tin ghi đơn vị {named}, nhưng nội dung mà nó thay đổi thuộc đơn vị {other}.");
        }
    }

    /// <summary>Changes the model; it is saved and committed after this returns.</summary>
    protected abstract Task HandleAsync(TEvent @event, CancellationToken cancellation);
}

/// <summary>Services that every consumer requires.</summary>
public sealed class ConsumerServices<TContext>(Transactions<TContext> transactions, TimeProvider clock)
    where TContext : ServiceDbContext
{
    public Transactions<TContext> Transactions => transactions;

    public TimeProvider Clock => clock;
}

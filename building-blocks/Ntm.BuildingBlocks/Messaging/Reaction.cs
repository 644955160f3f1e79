using MassTransit;
using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>
/// What a service does when it hears a fact: the inbox row and every effect are one transaction, so a fact that
/// comes twice has effect once.
/// </summary>
/// <param name="services">What a reaction stands on.</param>
public abstract class Reaction<TContext, TFact>(ReactionServices<TContext> services) : IConsumer<TFact>
    where TContext : ServiceDbContext
    where TFact : class
{
    protected TContext Db => services.Transactions.Db;

    /// <summary>The fact as its publisher wrote it: what this version does not know of is still in it.</summary>
    protected string FactText { get; private set; } = "";

    public async Task Consume(ConsumeContext<TFact> context)
    {
        var cancellation = context.CancellationToken;
        var consumerId = ConsumerIdAttribute.Of(GetType());
        if (!Concerns(context.Message) || !Messaging.FactText.IsFor(context, consumerId))
        {
            return;
        }

        var messageId = context.MessageId ?? throw new InvalidOperationException("A fact without an id cannot be told from its copy.");
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

        FactText = Messaging.FactText.Of(context);
        await ReactAsync(context.Message, cancellation);
        await Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    /// <summary>False for a fact that never has an effect here; it then costs no transaction. Decided on the fact alone.</summary>
    protected virtual bool Concerns(TFact fact) => true;

    /// <summary>Refuses a fact that names another unit than what it would change.</summary>
    /// <param name="named">Unit that the fact names.</param>
    /// <param name="own">Units of what it would change.</param>
    /// <exception cref="RefusedFactException">They are not the same.</exception>
    protected static void MustBeOf(string named, params IEnumerable<string> own)
    {
        if (own.FirstOrDefault(unit => unit != named) is { } other)
        {
            throw new RefusedFactException($"Bản tin ghi đơn vị {named}, nhưng nội dung mà nó thay đổi thuộc đơn vị {other}.");
        }
    }

    /// <summary>Changes the model; it is saved and committed after this returns.</summary>
    protected abstract Task ReactAsync(TFact fact, CancellationToken cancellation);
}

/// <summary>What every reaction of a service stands on.</summary>
public sealed class ReactionServices<TContext>(Transactions<TContext> transactions, TimeProvider clock)
    where TContext : ServiceDbContext
{
    public Transactions<TContext> Transactions => transactions;

    public TimeProvider Clock => clock;
}

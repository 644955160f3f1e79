using Ntm.Messaging;
using Ntm.Persistence;

namespace Ntm.Rights;

/// <summary>Keeps from whom something was taken, as the issuer of tokens publishes it.</summary>
/// <param name="services">Services that every consumer requires.</param>
public abstract class TakenRightsConsumer<TContext, TEvent>(ConsumerServices<TContext> services) : EventConsumer<TContext, TEvent>(services)
    where TContext : ServiceDbContext
    where TEvent : class
{
    /// <summary>Whom the event names, the version from then on (null: no token of it writes any more), and when that was.</summary>
    protected abstract (string Subject, int? Version, DateTimeOffset At) Of(TEvent @event);

    protected override Task HandleAsync(TEvent @event, CancellationToken cancellation)
    {
        var (subject, version, at) = Of(@event);
        return TakenRights.KeepAsync(Db, subject, version, at, cancellation);
    }
}

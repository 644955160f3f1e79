using MassTransit;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.RabbitMq;

/// <summary>
/// Filter in front of one queue's consumer. A message that must not be read is stored as a dead letter; one that the consumer failed
/// on is stored as a retry. A message that could not be stored stays with the broker.
/// </summary>
internal sealed class ReceiveGuard(string queue, DeliveryRetries retries, EventTypes types, Outages outages, ILogger log)
    : IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var body = context.Body.GetBytes();
        var @event = Envelope.Describe(context, queue);
        if (Envelope.Refusal(@event, Envelope.MessageId(context), body) is { } refusal)
        {
            await StoreAsync(@event, refusal, dead: true, context.CancellationToken);
            return;
        }

        try
        {
            // During a roll-out another replica may know an event type that this one does not: the event is stored and retried there.
            types.Get(@event.Type);
            context.GetOrAddPayload(() => new EventBody(@event.Body));
            await next.Send(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            await StoreAsync(
                @event,
                exception.GetBaseException().Message,
                RefusedEventException.IsCauseOf(exception),
                context.CancellationToken
            );
            return;
        }

        await WakeAsync(@event, context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    /// <summary>The event is handled; where the others cannot be woken, they come at their own time.</summary>
    private async Task WakeAsync(FailedDelivery @event, CancellationToken cancellation)
    {
        try
        {
            await retries.WakeAsync(@event.OrderKey, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            if (!outages.TryReport(exception))
            {
                BrokerLog.WakingFailed(log, queue, exception);
            }
        }
    }

    /// <summary>
    /// Waits for the database as long as it takes. To return the message instead would use up its delivery limit, and a good event
    /// would be dead-lettered because a database was unavailable.
    /// </summary>
    private async Task StoreAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await retries.StoreAsync(@event, reason, dead, cancellation);
                (dead ? MessagingMetrics.Dead : MessagingMetrics.Retries).Add(1, new KeyValuePair<string, object?>("queue", queue));
                BrokerLog.Retried(log, @event.Type, @event.MessageId, queue, dead, reason);
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                if (!outages.TryReport(exception))
                {
                    BrokerLog.StoringFailed(log, queue, exception);
                }

                await Task.Delay(wait, TimeProvider.System, cancellation);
            }
        }
    }
}

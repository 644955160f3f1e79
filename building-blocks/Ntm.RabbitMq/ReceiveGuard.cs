using MassTransit;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.RabbitMq;

/// <summary>
/// Stands in front of one queue's consumers. What may not be read is kept as a dead letter; what its consumers failed on
/// is kept to be tried again. Only what could not even be kept stays with the broker.
/// </summary>
internal sealed class ReceiveGuard(string queue, DeliveryRetries received, EventTypes types, Outages outages, ILogger log)
    : IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var body = context.Body.GetBytes();
        var @event = Envelope.Describe(context, queue);
        if (Envelope.Refusal(@event, Envelope.MessageId(context), body) is { } refusal)
        {
            await KeepAsync(@event, refusal, dead: true, context.CancellationToken);
            return;
        }

        try
        {
            // While a version is rolled out, what this replica does not know another may: it is kept and tried there.
            types.Get(@event.Type);
            context.GetOrAddPayload(() => new EventText(@event.Body));
            await next.Send(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            await KeepAsync(
                @event,
                exception.GetBaseException().Message,
                RefusedEventException.IsCauseOf(exception),
                context.CancellationToken
            );
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    /// <summary>
    /// Waits for the database as long as it takes. To hand the message back instead would count against its deliveries,
    /// and a good event would end among the dead because a database was away.
    /// </summary>
    private async Task KeepAsync(FailedDelivery @event, string reason, bool dead, CancellationToken cancellation)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await received.KeepAsync(@event, reason, dead, cancellation);
                (dead ? MessagingMetrics.Dead : MessagingMetrics.Retries).Add(1, new KeyValuePair<string, object?>("queue", queue));
                BrokerLog.Retried(log, @event.Type, @event.MessageId, queue, dead, reason);
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                if (!outages.TryReport(exception))
                {
                    BrokerLog.KeepingFailed(log, queue, exception);
                }

                await Task.Delay(wait, TimeProvider.System, cancellation);
            }
        }
    }
}

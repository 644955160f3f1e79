using MassTransit;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Messaging;

namespace Ntm.RabbitMq;

/// <summary>
/// Stands in front of one queue's consumers. What may not be read is kept as a dead letter; what its consumers failed on
/// is kept to be tried again. Only what could not even be kept stays with the broker.
/// </summary>
internal sealed class ReceiveGuard(string queue, HeardFacts heard, FactTypes types, Outages outages, ILogger log) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var body = context.Body.GetBytes();
        var fact = Envelope.Describe(context, queue);
        if (Envelope.Refusal(fact, Envelope.MessageId(context), body) is { } refusal)
        {
            await KeepAsync(fact, refusal, dead: true, context.CancellationToken);
            return;
        }

        try
        {
            // While a version is rolled out, what this replica does not know another may: it is kept and tried there.
            types.Get(fact.Type);
            context.GetOrAddPayload(() => new FactText(fact.Body));
            await next.Send(context);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            await KeepAsync(
                fact,
                exception.GetBaseException().Message,
                RefusedFactException.IsCauseOf(exception),
                context.CancellationToken
            );
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("receiveGuard");

    /// <summary>
    /// Waits for the database as long as it takes. To hand the message back instead would count against its deliveries,
    /// and a good fact would end among the dead because a database was away.
    /// </summary>
    private async Task KeepAsync(HeardFact fact, string reason, bool dead, CancellationToken cancellation)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await heard.KeepAsync(fact, reason, dead, cancellation);
                (dead ? MessagingMetrics.Dead : MessagingMetrics.Kept).Add(1, new KeyValuePair<string, object?>("queue", queue));
                BrokerLog.Kept(log, fact.Type, fact.MessageId, queue, dead, reason);
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

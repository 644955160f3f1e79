using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ntm.RabbitMq;

/// <summary>
/// Ready means: the broker answered once and every queue had our consumer. From then on a broker that is away only degrades the
/// service: it serves, commands too, and what it says waits in the outbox. To take it out of service would turn one outage into two.
/// </summary>
internal sealed class BrokerReadiness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var amiss = state.Amiss;

        // What was called ready is never called the opposite, even if the broker dies before its next look.
        state.WasReady |= amiss is null;
        return Task.FromResult(
            amiss is null ? HealthCheckResult.Healthy()
            : state.WasReady ? HealthCheckResult.Degraded(amiss)
            : HealthCheckResult.Unhealthy(amiss)
        );
    }
}

/// <summary>Alive means: the bus can still be mended from within.</summary>
internal sealed class BrokerLiveness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            state.RequiresRestart ? HealthCheckResult.Unhealthy("the consumers do not come back") : HealthCheckResult.Healthy()
        );
}

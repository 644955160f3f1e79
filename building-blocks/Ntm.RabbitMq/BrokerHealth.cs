using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ntm.RabbitMq;

/// <summary>
/// Ready means: the broker answered once and every queue had our consumer. From then on a broker that is unavailable only degrades the
/// service: it serves, commands too, and its events wait in the outbox. To take it out of service would turn one outage into two.
/// </summary>
internal sealed class BrokerReadiness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var amiss = state.Amiss;

        // A service that was reported ready once stays ready without its broker, even if the broker dies before the next poll.
        state.WasReady |= amiss is null;
        return Task.FromResult(
            amiss is null ? HealthCheckResult.Healthy()
            : state.WasReady ? HealthCheckResult.Degraded(amiss)
            : HealthCheckResult.Unhealthy(amiss)
        );
    }
}

/// <summary>Alive means: the process can still repair its bus itself.</summary>
internal sealed class BrokerLiveness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            state.RequiresRestart ? HealthCheckResult.Unhealthy("the consumers do not come back") : HealthCheckResult.Healthy()
        );
}

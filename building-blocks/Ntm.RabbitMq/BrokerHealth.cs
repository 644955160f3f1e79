using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ntm.RabbitMq;

/// <summary>Ready means: the broker answers and every queue has our consumer.</summary>
internal sealed class BrokerReadiness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !state.Connected ? HealthCheckResult.Unhealthy("the broker does not answer")
        : state.Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
        : state.Unheard.Select(queue => queue.Queue).FirstOrDefault() is { } queue ? HealthCheckResult.Unhealthy($"{queue} has no consumer")
        : HealthCheckResult.Healthy());
}

/// <summary>Alive means: the bus can still be mended from within.</summary>
internal sealed class BrokerLiveness(BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Hopeless ? HealthCheckResult.Unhealthy("the consumers do not come back") : HealthCheckResult.Healthy());
}

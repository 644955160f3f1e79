using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ntm.Gateway.Hosting;

/// <summary>
/// Ready means: this gateway can serve. It does not ask the services: one that is down is answered for with 503, while the others go
/// on being served; a gateway that reported itself not ready would make all services unreachable.
/// </summary>
internal sealed class Drain(GatewayOptions options, TimeProvider clock, ILogger<Drain> log) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool ending;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(ending ? HealthCheckResult.Unhealthy("ending") : HealthCheckResult.Healthy());

    /// <summary>Runs before the server stops taking connections.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        ending = true;
        if (options.DrainDelay > TimeSpan.Zero)
        {
            Log.Draining(log, options.DrainDelay);
            await Task.Delay(options.DrainDelay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

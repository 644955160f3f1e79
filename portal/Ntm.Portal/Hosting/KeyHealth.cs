using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Hosting;

/// <summary>
/// Ready means: sessions can be sealed and opened. It does not ask the API: while that is away the pages say so, and what was typed stays
/// in them.
/// </summary>
internal sealed class KeyHealth(PortalKey key) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            key.Open(key.Seal(context.Registration.Name)) == context.Registration.Name
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("the key opens nothing")
        );
}

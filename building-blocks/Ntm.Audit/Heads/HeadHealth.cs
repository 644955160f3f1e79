using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ntm.Audit.Heads;

/// <summary>Degraded while heads are not exported, or days not stamped: the service works, and what it does is less provable.</summary>
internal sealed class HeadHealth<TContext>(HeadExport<TContext> export) : IHealthCheck
    where TContext : AuditedDbContext
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            export.Fault is { } fault ? HealthCheckResult.Degraded($"{export.Service}: audit heads are not exported: {fault}")
            : export.StampFault is { } unstamped
                ? HealthCheckResult.Degraded($"{export.Service}: days of audit heads are not stamped: {unstamped}")
            : HealthCheckResult.Healthy()
        );
}

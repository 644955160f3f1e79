using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ntm.Persistence;

namespace Ntm.Hosting;

/// <summary>Ready means: every database answers and has every migration.</summary>
internal sealed class DatabaseHealth(IServiceProvider services, IEnumerable<ServiceDatabase> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases)
        {
            await using var scope = services.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(database.ContextType);
            try
            {
                var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
                if (pending.Any())
                {
                    return HealthCheckResult.Unhealthy($"{database.Service}: migrations are pending");
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Without the exception: its stack would be logged at every check.
                return HealthCheckResult.Unhealthy(
                    $"{database.Service}: the database does not answer: {exception.GetBaseException().Message}"
                );
            }
        }

        return HealthCheckResult.Healthy();
    }
}

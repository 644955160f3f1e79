using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.BuildingBlocks.Persistence;

/// <summary>Applies pending migrations of every registered service; the <c>migrate</c> verb and the single process use it.</summary>
public static class Migrator
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var database in services.GetServices<ServiceDatabase>())
        {
            await using var scope = services.CreateAsyncScope();
            var context = (ServiceDbContext)scope.ServiceProvider.GetRequiredService(database.ContextType);
            await context.Database.MigrateAsync(cancellation);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Persistence;

/// <summary>Applies pending migrations; the <c>migrate</c> verb and the single process use it.</summary>
public static class Migrator
{
    /// <summary>Of every registered service. Each has a database of its own, so that none need wait for another.</summary>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellation) =>
        Task.WhenAll(
            services
                .GetServices<ServiceDatabase>()
                .Select(database => Task.Run(() => MigrateAsync(services, database, cancellation), cancellation))
        );

    /// <summary>Of one service.</summary>
    public static async Task MigrateAsync(IServiceProvider services, ServiceDatabase database, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var context = (ServiceDbContext)scope.ServiceProvider.GetRequiredService(database.ContextType);
        if (context.Database.IsSqlite() && await context.Database.CanConnectAsync(cancellation))
        {
            // EF Core's migration lock on SQLite is a row, which stays for ever when a process dies within a migration; the file
            // belongs to one process.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
        }

        await context.Database.MigrateAsync(cancellation);
        var statements = DatabaseStatements.For(database.Options.Provider);
        foreach (var table in context.AppendOnly.Select(type => context.Model.FindEntityType(type)!))
        {
            var key = table.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName());
            foreach (var statement in statements.AppendOnly(table.GetTableName()!, [.. key]))
            {
                await context.Database.ExecuteSqlRawAsync(statement, cancellation);
            }
        }
    }
}

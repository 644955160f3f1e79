using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ntm.Persistence;

/// <summary>Lets the migration tool build a model without a host; nothing is connected. The migrations lie beside the factory.</summary>
/// <param name="provider">Engine of the model.</param>
/// <param name="create">Makes the context.</param>
public abstract class DesignTimeFactory<TContext>(DatabaseProvider provider, Func<DbContextOptions<TContext>, TContext> create)
    : IDesignTimeDbContextFactory<TContext>
    where TContext : ServiceDbContext
{
    public TContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        var migrations = GetType().Assembly.GetName().Name;
        _ = provider switch
        {
            DatabaseProvider.Sqlite => builder.UseSqlite("Data Source=design-time.db", sqlite => sqlite.MigrationsAssembly(migrations)),
            DatabaseProvider.PostgreSql => builder.UseNpgsql(
                "Host=127.0.0.1;Database=design_time",
                npgsql => npgsql.MigrationsAssembly(migrations)
            ),
            _ => builder.UseSqlServer("Server=127.0.0.1;Database=design_time", server => server.MigrationsAssembly(migrations)),
        };
        return create(builder.Options);
    }
}

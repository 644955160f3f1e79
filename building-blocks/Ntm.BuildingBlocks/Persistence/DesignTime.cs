using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ntm.BuildingBlocks.Persistence;

/// <summary>Lets the migration tool build a model without a host; nothing is connected.</summary>
/// <param name="provider">Engine of the model.</param>
/// <param name="create">Makes the context.</param>
public abstract class DesignTimeFactory<TContext>(DatabaseProvider provider, Func<DbContextOptions<TContext>, TContext> create)
    : IDesignTimeDbContextFactory<TContext>
    where TContext : ServiceDbContext
{
    public TContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        _ = provider switch
        {
            DatabaseProvider.Sqlite => builder.UseSqlite("Data Source=design-time.db"),
            DatabaseProvider.PostgreSql => builder.UseNpgsql("Host=127.0.0.1;Database=design_time"),
            _ => builder.UseSqlServer("Server=127.0.0.1;Database=design_time"),
        };
        return create(builder.Options);
    }
}

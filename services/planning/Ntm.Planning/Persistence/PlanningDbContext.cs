using Microsoft.EntityFrameworkCore;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Plans, their editions, and the directory of units.</summary>
internal abstract class PlanningDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "planning";

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<PlanEdition> Editions => Set<PlanEdition>();

    public DbSet<UnitPeriod> Units => Set<UnitPeriod>();

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [Plans, Editions];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new PlanConfiguration());
        modelBuilder.ApplyConfiguration(new PlanEditionConfiguration());
        modelBuilder.ApplyConfiguration(new UnitPeriodConfiguration(codeLength: 30, withKinship: true));
    }
}

internal sealed class SqlitePlanningDbContext(DbContextOptions<SqlitePlanningDbContext> options) : PlanningDbContext(options);

internal sealed class PostgreSqlPlanningDbContext(DbContextOptions<PostgreSqlPlanningDbContext> options) : PlanningDbContext(options);

internal sealed class SqlServerPlanningDbContext(DbContextOptions<SqlServerPlanningDbContext> options) : PlanningDbContext(options);

using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Domain.Work;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Plans, their editions, and the directory of units.</summary>
internal abstract class PlanningDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "planning";

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<PlanEdition> Editions => Set<PlanEdition>();

    public DbSet<UnitPeriod> Units => Set<UnitPeriod>();

    public DbSet<ReportDuty> Duties => Set<ReportDuty>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<ReportRevision> ReportRevisions => Set<ReportRevision>();

    public DbSet<ReportPhoto> ReportPhotos => Set<ReportPhoto>();

    public DbSet<Consolidation> Consolidations => Set<Consolidation>();

    public DbSet<ConsolidationRevision> ConsolidationRevisions => Set<ConsolidationRevision>();

    public DbSet<Figure> Figures => Set<Figure>();

    public DbSet<TargetChange> TargetChanges => Set<TargetChange>();

    public DbSet<TargetTotal> TargetTotals => Set<TargetTotal>();

    public DbSet<UnitTotal> UnitTotals => Set<UnitTotal>();

    public DbSet<TargetLink> TargetLinks => Set<TargetLink>();

    public DbSet<RecordStep> RecordSteps => Set<RecordStep>();

    public DbSet<Difficulty> Difficulties => Set<Difficulty>();

    public DbSet<FundEntry> FundEntries => Set<FundEntry>();

    public DbSet<HouseholdSupport> Supports => Set<HouseholdSupport>();

    public DbSet<Household> Households => Set<Household>();

    public DbSet<SupportDocument> SupportDocuments => Set<SupportDocument>();

    public DbSet<ModelSite> ModelSites => Set<ModelSite>();

    public DbSet<CriterionState> CriterionStates => Set<CriterionState>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<Finding> Findings => Set<Finding>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<WorkItem> WorkItems => Set<WorkItem>();

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables =>
        [
            Plans,
            Editions,
            Duties.Where(duty => duty.RemindedBy != null),
            Reports,
            ReportRevisions,
            ReportPhotos,
            Consolidations,
            ConsolidationRevisions,
            RecordSteps,
            Difficulties,
            FundEntries,
            Supports,
            Households,
            SupportDocuments,
            ModelSites,
            CriterionStates,
            Visits,
            Findings,
            Assignments,
        ];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new PlanConfiguration());
        modelBuilder.ApplyConfiguration(new PlanEditionConfiguration());
        modelBuilder.ApplyConfiguration(new ReportDutyConfiguration());
        modelBuilder.ApplyConfiguration(new ReportConfiguration());
        modelBuilder.ApplyConfiguration(new ReportRevisionConfiguration());
        modelBuilder.ApplyConfiguration(new ReportPhotoConfiguration());
        modelBuilder.ApplyConfiguration(new ConsolidationConfiguration());
        modelBuilder.ApplyConfiguration(new ConsolidationRevisionConfiguration());
        modelBuilder.ApplyConfiguration(new FigureConfiguration());
        modelBuilder.ApplyConfiguration(new TargetChangeConfiguration());
        modelBuilder.ApplyConfiguration(new TargetTotalConfiguration());
        modelBuilder.ApplyConfiguration(new UnitTotalConfiguration());
        modelBuilder.ApplyConfiguration(new TargetLinkConfiguration());
        modelBuilder.ApplyConfiguration(new RecordStepConfiguration());
        modelBuilder.ApplyConfiguration(new DifficultyConfiguration());
        modelBuilder.ApplyConfiguration(new FundEntryConfiguration());
        modelBuilder.ApplyConfiguration(new HouseholdSupportConfiguration());
        modelBuilder.ApplyConfiguration(new HouseholdConfiguration());
        modelBuilder.ApplyConfiguration(new SupportDocumentConfiguration());
        modelBuilder.ApplyConfiguration(new ModelSiteConfiguration());
        modelBuilder.ApplyConfiguration(new CriterionStateConfiguration());
        modelBuilder.ApplyConfiguration(new VisitConfiguration());
        modelBuilder.ApplyConfiguration(new FindingConfiguration());
        modelBuilder.ApplyConfiguration(new AssignmentConfiguration());
        modelBuilder.ApplyConfiguration(new WorkItemConfiguration());
        modelBuilder.ApplyConfiguration(new UnitPeriodConfiguration(codeLength: 30, withKinship: true));
    }
}

internal sealed class SqlitePlanningDbContext(DbContextOptions<SqlitePlanningDbContext> options) : PlanningDbContext(options);

internal sealed class PostgreSqlPlanningDbContext(DbContextOptions<PostgreSqlPlanningDbContext> options) : PlanningDbContext(options);

internal sealed class SqlServerPlanningDbContext(DbContextOptions<SqlServerPlanningDbContext> options) : PlanningDbContext(options);

using Microsoft.EntityFrameworkCore;
using Ntm.Audit.Heads;
using Ntm.Persistence;
using Ntm.Units;

namespace Ntm.Dossier.Persistence;

/// <summary>Dossiers, their open stages, audit chains and events, copies of assessments, councils, and the directory of units.</summary>
internal abstract class DossierDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "dossier";

    public DbSet<DossierRow> Dossiers => Set<DossierRow>();

    public DbSet<OpenStageRow> OpenStages => Set<OpenStageRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AssessmentRow> Assessments => Set<AssessmentRow>();

    public DbSet<UnitPeriod> Units => Set<UnitPeriod>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<CouncilDecision> CouncilDecisions => Set<CouncilDecision>();

    public DbSet<ColleagueRow> Colleagues => Set<ColleagueRow>();

    public DbSet<ProcedureRow> Procedures => Set<ProcedureRow>();

    public DbSet<PlanCopy> Plans => Set<PlanCopy>();

    public DbSet<PreparedEntry> Entries => Set<PreparedEntry>();

    public DbSet<TitleRecord> TitleRecords => Set<TitleRecord>();

    public DbSet<ReconciliationRequestRow> ReconciliationRequests => Set<ReconciliationRequestRow>();

    public override IReadOnlyList<Type> AppendOnly => [.. base.AppendOnly, typeof(AuditRow)];

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [CouncilDecisions, Procedures, TitleRecords, Entries];

    /// <summary>
    /// Reads dossier {0} to act on it. Where writers run concurrently the row is locked: the second one then decides on the state
    /// that the first one left, instead of failing at its commit and starting over.
    /// </summary>
    public virtual string ReadForAct => """SELECT * FROM "Dossiers" WHERE "Id" = {0}""";

    /// <summary>With those of the dossiers.</summary>
    public override async Task<IReadOnlyList<ChainHead>> HeadsAsync(IReadOnlyCollection<string>? only, CancellationToken cancellation)
    {
        var ids = only?.Select(DossierJournal.DossierOf).OfType<Guid>().ToList();
        var rows = await (ids is null ? Dossiers : Dossiers.Where(row => ids.Contains(row.Id)))
            .Select(row => new
            {
                row.Id,
                row.AuditSequence,
                row.AuditHash,
            })
            .ToListAsync(cancellation);
        var dossiers = rows.Select(row => new ChainHead(DossierJournal.ChainOf(row.Id), new AuditHead(row.AuditSequence, row.AuditHash)));
        return [.. await base.HeadsAsync(only, cancellation), .. dossiers];
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<DossierRow>(dossier =>
        {
            dossier.ToTable("Dossiers").HasKey(x => x.Id);
            dossier.Property(x => x.Id).ValueGeneratedNever();
            dossier.Property(x => x.SortKey).HasMaxLength(120);
            dossier.Property(x => x.UnitCode).HasMaxLength(20);
            dossier.Property(x => x.UnitName).HasMaxLength(200);
            dossier.Property(x => x.SearchName).HasMaxLength(NameSearch.LongestName);
            dossier.Property(x => x.UnitPath).HasMaxLength(60);
            dossier.Property(x => x.Title).HasMaxLength(40);
            dossier.Property(x => x.PathKey).HasMaxLength(60);
            dossier.Property(x => x.PathHash).HasMaxLength(64);
            dossier.Property(x => x.OpenedBy).HasMaxLength(60);
            dossier.Property(x => x.Status).HasMaxLength(20);
            dossier.Property(x => x.AuditHash).HasMaxLength(64);
            dossier.Property(x => x.Version).IsConcurrencyToken();
            dossier.HasIndex(x => x.SortKey).IsUnique();
            dossier.HasIndex(x => x.UnitPath);
            dossier.HasIndex(x => new { x.UnitCode, x.SortKey });
            dossier.HasIndex(x => new { x.Status, x.SortKey });
            dossier.HasIndex(x => new
            {
                x.PathKey,
                x.PathVersion,
                x.PathHash,
            });
        });
        modelBuilder.Entity<OpenStageRow>(stage =>
        {
            stage.ToTable("OpenStages").HasKey(x => x.Key);
            stage.Property(x => x.Key).HasMaxLength(120);
            stage.Property(x => x.Stage).HasMaxLength(60);
            stage.Property(x => x.StageTitle).HasMaxLength(200);
            stage.Property(x => x.Kind).HasMaxLength(30);
            stage.Property(x => x.Actor).HasMaxLength(100);
            stage.Property(x => x.UnitCode).HasMaxLength(20);
            stage.Property(x => x.UnitName).HasMaxLength(200);
            stage.Property(x => x.SearchName).HasMaxLength(NameSearch.LongestName);
            stage.Property(x => x.Title).HasMaxLength(40);
            stage.Property(x => x.Department).HasMaxLength(40);
            stage.Property(x => x.ClaimedBy).HasMaxLength(60);
            stage.HasIndex(x => new
            {
                x.Actor,
                x.DueAt,
                x.Key,
            });
            stage.HasIndex(x => new
            {
                x.ClaimedBy,
                x.DueAt,
                x.Key,
            });
            stage.HasIndex(x => x.DossierId);
        });
        modelBuilder.Entity<AuditRow>(entry =>
        {
            entry.ToTable("Audit").HasKey(x => new { x.DossierId, x.Sequence });
            entry.Property(x => x.Actor).HasMaxLength(60);
            entry.Property(x => x.OnBehalfOf).HasMaxLength(60);
            entry.Property(x => x.Action).HasMaxLength(60);
            entry.Property(x => x.Stage).HasMaxLength(60);
            entry.Property(x => x.Hash).HasMaxLength(64);
            entry.HasIndex(x => new
            {
                x.Actor,
                x.At,
                x.DossierId,
                x.Sequence,
            });
        });
        modelBuilder.Entity<AssessmentRow>(revision => revision.ToTable("Assessments").HasKey(x => new { x.DossierId, x.Revision }));
        modelBuilder.ApplyConfiguration(new UnitPeriodConfiguration(codeLength: 20, withKinship: false));
        modelBuilder.Entity<EventRow>(@event =>
        {
            @event.ToTable("Events").HasKey(x => new { x.DossierId, x.Sequence });
            @event.Property(x => x.Type).HasMaxLength(200);
            @event.Property(x => x.Subject).HasMaxLength(100);
        });
        modelBuilder.ApplyConfiguration(new CouncilDecisionConfiguration());
        modelBuilder.ApplyConfiguration(new ColleagueConfiguration());
        modelBuilder.ApplyConfiguration(new ProcedureConfiguration());
        modelBuilder.ApplyConfiguration(new TitleRecordConfiguration());
        modelBuilder.ApplyConfiguration(new PreparedEntryConfiguration());
        modelBuilder.ApplyConfiguration(new PlanCopyConfiguration());
        modelBuilder.Entity<ReconciliationRequestRow>(request =>
        {
            request.ToTable("Statements").HasKey(x => x.DossierId);
            request.Property(x => x.DossierId).ValueGeneratedNever();
            request.HasIndex(x => x.AskedAt);
        });
    }
}

internal sealed class SqliteDossierDbContext(DbContextOptions<SqliteDossierDbContext> options) : DossierDbContext(options);

internal sealed class PostgreSqlDossierDbContext(DbContextOptions<PostgreSqlDossierDbContext> options) : DossierDbContext(options)
{
    public override string ReadForAct => """SELECT * FROM "Dossiers" WHERE "Id" = {0} FOR UPDATE""";
}

internal sealed class SqlServerDossierDbContext(DbContextOptions<SqlServerDossierDbContext> options) : DossierDbContext(options)
{
    public override string ReadForAct => """SELECT * FROM "Dossiers" WITH (UPDLOCK, ROWLOCK) WHERE "Id" = {0}""";
}

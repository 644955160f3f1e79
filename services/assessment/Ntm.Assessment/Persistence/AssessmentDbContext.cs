using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Audit;
using Ntm.Units;

namespace Ntm.Assessment.Persistence;

/// <summary>Self-assessments, their revisions, surveys, confirmed thresholds, sets of provinces, groups of communes, copies of stages,
/// and the directory of units.</summary>
internal abstract class AssessmentDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "assessment";

    public DbSet<SelfAssessment> SelfAssessments => Set<SelfAssessment>();

    public DbSet<SubmittedRevision> Revisions => Set<SubmittedRevision>();

    public DbSet<StageCopy> Stages => Set<StageCopy>();

    public DbSet<Survey> Surveys => Set<Survey>();

    public DbSet<ThresholdConfirmation> Confirmations => Set<ThresholdConfirmation>();

    public DbSet<ProvinceSet> ProvinceSets => Set<ProvinceSet>();

    public DbSet<UnitGroup> UnitGroups => Set<UnitGroup>();

    public DbSet<UnitPeriod> Units => Set<UnitPeriod>();

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [Confirmations, ProvinceSets, UnitGroups];

    /// <summary>Code of the unit that a dossier's draft or surveys belong to; null while neither is here.</summary>
    public async Task<string?> UnitOfAsync(Guid dossierId, CancellationToken cancellation) =>
        await SelfAssessments.Where(row => row.DossierId == dossierId).Select(row => row.UnitCode).FirstOrDefaultAsync(cancellation)
        ?? await Surveys.Where(row => row.DossierId == dossierId).Select(row => row.UnitCode).FirstOrDefaultAsync(cancellation);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new SelfAssessmentConfiguration());
        modelBuilder.ApplyConfiguration(new SurveyConfiguration());
        modelBuilder.ApplyConfiguration(new ProvinceSetConfiguration());
        modelBuilder.ApplyConfiguration(new UnitGroupConfiguration());
        modelBuilder.Entity<SubmittedRevision>(revision =>
        {
            revision.ToTable("Revisions").HasKey(x => new { x.AssessmentId, x.Number });
            revision.Property(x => x.SubmittedBy).HasMaxLength(60);
            revision.Property(x => x.SubmittedByName).HasMaxLength(200);
        });
        modelBuilder.Entity<StageCopy>(stage =>
        {
            stage
                .ToTable("Stages")
                .HasKey(x => new
                {
                    x.DossierId,
                    x.Stage,
                    x.Round,
                });
            stage.Property(x => x.Stage).HasMaxLength(60);
            stage
                .Property(x => x.Criteria)
                .HasConversion(new JsonColumn<IReadOnlyList<string>?>(), JsonColumn<IReadOnlyList<string>?>.Comparer);
        });
        modelBuilder.Entity<ThresholdConfirmation>(confirmation =>
        {
            confirmation.ToTable("Confirmations").HasKey(x => new { x.Province, x.Number });
            confirmation.Property(x => x.Province).HasMaxLength(10);
            confirmation.Property(x => x.Rule).HasMaxLength(60);
            confirmation.Property(x => x.Item).HasMaxLength(20);
            confirmation.Property(x => x.Threshold).HasMaxLength(200);
            confirmation.Property(x => x.DocumentNumber).HasMaxLength(60);
            confirmation.Property(x => x.ConfirmedBy).HasMaxLength(60);
            confirmation.Property(x => x.ConfirmedByName).HasMaxLength(200);
            confirmation.HasIndex(x => new { x.Province, x.Rule });
        });
        modelBuilder.ApplyConfiguration(new UnitPeriodConfiguration(codeLength: 30, withKinship: true));
    }
}

internal sealed class SqliteAssessmentDbContext(DbContextOptions<SqliteAssessmentDbContext> options) : AssessmentDbContext(options);

internal sealed class PostgreSqlAssessmentDbContext(DbContextOptions<PostgreSqlAssessmentDbContext> options) : AssessmentDbContext(options);

internal sealed class SqlServerAssessmentDbContext(DbContextOptions<SqlServerAssessmentDbContext> options) : AssessmentDbContext(options);

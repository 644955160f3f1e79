using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Audit;
using Ntm.Entries;
using Ntm.Units;
using Ntm.Web;

namespace Ntm.Assessment.Persistence;

/// <summary>Self-assessments, their revisions, surveys, confirmed thresholds, sets of provinces, groups of communes, prepared entries,
/// copies of stages, and the directory of units.</summary>
internal abstract class AssessmentDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "assessment";

    public DbSet<SelfAssessment> SelfAssessments => Set<SelfAssessment>();

    public DbSet<SubmittedRevision> Revisions => Set<SubmittedRevision>();

    public DbSet<StageCopy> Stages => Set<StageCopy>();

    public DbSet<Survey> Surveys => Set<Survey>();

    public DbSet<ThresholdConfirmation> Confirmations => Set<ThresholdConfirmation>();

    public DbSet<ProvinceSet> ProvinceSets => Set<ProvinceSet>();

    public DbSet<SetMove> SetMoves => Set<SetMove>();

    public DbSet<UnitGroup> UnitGroups => Set<UnitGroup>();

    public DbSet<PreparedEntry> Entries => Set<PreparedEntry>();

    public DbSet<UnitPeriod> Units => Set<UnitPeriod>();

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [Confirmations, ProvinceSets, UnitGroups, SetMoves, Entries];

    /// <summary>Code of the unit that a dossier's draft or surveys belong to; null while neither is here.</summary>
    public async Task<string?> UnitOfAsync(Guid dossierId, CancellationToken cancellation) =>
        await SelfAssessments.Where(row => row.DossierId == dossierId).Select(row => row.UnitCode).FirstOrDefaultAsync(cancellation)
        ?? await Surveys.Where(row => row.DossierId == dossierId).Select(row => row.UnitCode).FirstOrDefaultAsync(cancellation);

    /// <summary>The copy of a stage; a new one where none is here yet.</summary>
    public async Task<StageCopy> StageOfAsync(Guid dossierId, string stage, int round, CancellationToken cancellation)
    {
        if (await Stages.FindAsync([dossierId, stage, round], cancellation) is { } known)
        {
            return known;
        }

        var copy = new StageCopy
        {
            DossierId = dossierId,
            Stage = stage,
            Round = round,
        };
        Stages.Add(copy);
        return copy;
    }

    /// <summary>Code of the province of a commune as it is known last; null where there is no such commune.</summary>
    public async Task<string?> ProvinceOfCommuneAsync(string unitCode, CancellationToken cancellation) =>
        await Units
            .AsNoTracking()
            .Where(row => row.Code == unitCode && row.Level == "commune")
            .OrderByDescending(row => row.ValidFrom)
            .Select(row => row.Path)
            .FirstOrDefaultAsync(cancellation)
            is { } path
            ? UnitScope.ProvinceOf(path)
            : null;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new SelfAssessmentConfiguration());
        modelBuilder.ApplyConfiguration(new SurveyConfiguration());
        modelBuilder.ApplyConfiguration(new ProvinceSetConfiguration());
        modelBuilder.ApplyConfiguration(new UnitGroupConfiguration());
        modelBuilder.ApplyConfiguration(new SubmittedRevisionConfiguration());
        modelBuilder.ApplyConfiguration(new StageCopyConfiguration());
        modelBuilder.ApplyConfiguration(new ThresholdConfirmationConfiguration());
        modelBuilder.ApplyConfiguration(new PreparedEntryConfiguration());
        modelBuilder.ApplyConfiguration(new UnitPeriodConfiguration(codeLength: 30, withKinship: true));
    }
}

internal sealed class SqliteAssessmentDbContext(DbContextOptions<SqliteAssessmentDbContext> options) : AssessmentDbContext(options);

internal sealed class PostgreSqlAssessmentDbContext(DbContextOptions<PostgreSqlAssessmentDbContext> options) : AssessmentDbContext(options);

internal sealed class SqlServerAssessmentDbContext(DbContextOptions<SqlServerAssessmentDbContext> options) : AssessmentDbContext(options);

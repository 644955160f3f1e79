using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Contracts.Planning.V1;
using Ntm.Dossier.Domain.Plans;
using Ntm.Persistence;

namespace Ntm.Dossier.Persistence;

/// <summary>A plan as the planning service last published it, as far as it dates the recognition path.</summary>
internal sealed class PlanCopy
{
    public required Guid PlanId { get; init; }
    public string UnitPath { get; set; } = "";
    public int Year { get; set; }
    public int Edition { get; set; }
    public string Number { get; set; } = "";
    public DateOnly IssuedOn { get; set; }
    public IReadOnlyList<PlannedDate> Dates { get; set; } = [];
    public bool Closed { get; set; }

    /// <summary>Takes over what an edition says.</summary>
    public void Take(PlanPublished edition)
    {
        (UnitPath, Year, Edition) = (edition.UnitPath, edition.Year, edition.Edition);
        (Number, IssuedOn, Dates) = (edition.Number, edition.IssuedOn, edition.Dates);
    }

    public DatingPlan ToPlan() => new(PlanId, Edition, UnitPath, Number, IssuedOn, Closed, Dates);
}

/// <summary>The table <c>Plans</c>.</summary>
internal sealed class PlanCopyConfiguration : IEntityTypeConfiguration<PlanCopy>
{
    public void Configure(EntityTypeBuilder<PlanCopy> builder)
    {
        builder.ToTable("Plans").HasKey(x => x.PlanId);
        builder.Property(x => x.PlanId).ValueGeneratedNever();
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Number).HasMaxLength(60);
        builder
            .Property(x => x.Dates)
            .HasConversion(new JsonColumn<IReadOnlyList<PlannedDate>>(), JsonColumn<IReadOnlyList<PlannedDate>>.Comparer);
        builder.HasIndex(x => new { x.UnitPath, x.Year });
    }
}

/// <summary>Finds the plans that date a dossier.</summary>
internal static class PlanCopyQueries
{
    /// <summary>The plans of units and of those above them, for these years.</summary>
    /// <param name="db">Database.</param>
    /// <param name="units">Path and year of each dossier.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<IReadOnlyList<PlanCopy>> PlansAsync(
        this DossierDbContext db,
        IReadOnlyList<(string Path, int Year)> units,
        CancellationToken cancellation
    )
    {
        var paths = units.SelectMany(unit => UnitScope.ChainOf(unit.Path)).Distinct().ToList();
        var years = units.Select(unit => unit.Year).Distinct().ToList();
        return await db
            .Plans.AsNoTracking()
            .Where(row => paths.Contains(row.UnitPath) && years.Contains(row.Year))
            .ToListAsync(cancellation);
    }

    /// <summary>Those of the plans that date the dossiers of one unit and year.</summary>
    public static IEnumerable<DatingPlan> Over(this IEnumerable<PlanCopy> plans, string unitPath, int year) =>
        plans.Where(plan => plan.Year == year && UnitScope.Contains(plan.UnitPath, unitPath)).Select(plan => plan.ToPlan());
}

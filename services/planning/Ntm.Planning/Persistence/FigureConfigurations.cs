using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Persistence;

internal sealed class FigureConfiguration : IEntityTypeConfiguration<Figure>
{
    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.ToTable("Figures").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Measure).HasMaxLength(60);
        builder.Property(x => x.Value).HasPrecision(24, 6);
        builder.Property(x => x.Of).HasPrecision(24, 6);
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.UnitPath,
            x.Target,
            x.From,
        });
    }
}

internal sealed class TargetChangeConfiguration : IEntityTypeConfiguration<TargetChange>
{
    public void Configure(EntityTypeBuilder<TargetChange> builder)
    {
        builder
            .ToTable("TargetChanges")
            .HasKey(x => new
            {
                x.PlanId,
                x.Target,
                x.Week,
                x.Day,
            });
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.Value).HasPrecision(24, 6);
        builder.Property(x => x.Of).HasPrecision(24, 6);
        builder.Ignore(x => x.Amount);
    }
}

internal sealed class TargetTotalConfiguration : IEntityTypeConfiguration<TargetTotal>
{
    public void Configure(EntityTypeBuilder<TargetTotal> builder)
    {
        builder.ToTable("TargetTotals").HasKey(x => new { x.PlanId, x.Target });
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.Value).HasPrecision(24, 6);
        builder.Property(x => x.Of).HasPrecision(24, 6);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Amount);
    }
}

internal sealed class UnitTotalConfiguration : IEntityTypeConfiguration<UnitTotal>
{
    public void Configure(EntityTypeBuilder<UnitTotal> builder)
    {
        builder
            .ToTable("UnitTotals")
            .HasKey(x => new
            {
                x.PlanId,
                x.Target,
                x.UnitPath,
                x.FromPlan,
            });
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Value).HasPrecision(24, 6);
        builder.Property(x => x.Of).HasPrecision(24, 6);
        builder.Ignore(x => x.Amount);
    }
}

internal sealed class TargetLinkConfiguration : IEntityTypeConfiguration<TargetLink>
{
    public void Configure(EntityTypeBuilder<TargetLink> builder)
    {
        builder.ToTable("TargetLinks").HasKey(x => new { x.PlanId, x.Target });
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.Above).HasMaxLength(40);
        builder.Property(x => x.Measure).HasMaxLength(60);
        builder.HasIndex(x => new
        {
            x.ParentId,
            x.Comparable,
            x.Above,
        });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Planning.Domain.Visits;

namespace Ntm.Planning.Persistence;

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("Visits").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Team).HasMaxLength(40);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.SortKey).HasMaxLength(60);
        builder.Property(x => x.KeeperPath).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.SortKey).IsUnique();
        builder.Ignore(x => x.Unit);
        builder.HasIndex(x => new { x.UnitPath, x.SortKey });
    }
}

internal sealed class FindingConfiguration : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.ToTable("Findings").HasKey(x => new { x.VisitId, x.Number });
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Text).HasMaxLength(1000);
        builder.Property(x => x.Severity).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.SortKey).HasMaxLength(60);
        builder.HasIndex(x => x.SortKey).IsUnique();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Persistence;

namespace Ntm.Planning.Persistence;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Draft).HasConversion(new JsonColumn<PlanContent?>(), JsonColumn<PlanContent?>.Comparer);
        builder.Property(x => x.DraftHash).HasMaxLength(64);
        builder.Property(x => x.Authors).HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.Number).HasMaxLength(60);
        builder.Property(x => x.Subject).HasMaxLength(500);
        builder.Property(x => x.SearchText).HasMaxLength(800);
        builder.Property(x => x.SortKey).HasMaxLength(100);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Unit);
        builder.HasIndex(x => x.SortKey).IsUnique();
        builder.HasIndex(x => x.UnitPath);
        builder.HasIndex(x => x.ParentId);
    }
}

internal sealed class PlanEditionConfiguration : IEntityTypeConfiguration<PlanEdition>
{
    public void Configure(EntityTypeBuilder<PlanEdition> builder)
    {
        builder.ToTable("PlanEditions").HasKey(x => new { x.PlanId, x.Number });
        builder.Property(x => x.Content).HasConversion(new JsonColumn<PlanContent>(), JsonColumn<PlanContent>.Comparer);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.Authors).HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.PublishedBy).HasMaxLength(60);
        builder.Property(x => x.PublishedByName).HasMaxLength(200);
        builder.Property(x => x.PublishedFor).HasMaxLength(60);
    }
}

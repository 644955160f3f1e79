using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Persistence;

namespace Ntm.Assessment.Persistence;

internal sealed class ProvinceSetConfiguration : IEntityTypeConfiguration<ProvinceSet>
{
    public void Configure(EntityTypeBuilder<ProvinceSet> builder)
    {
        builder.ToTable("ProvinceSets").HasKey(x => x.Code);
        builder.Property(x => x.Code).HasMaxLength(60);
        builder.Property(x => x.Province).HasMaxLength(10);
        builder.Property(x => x.Header).HasConversion(new JsonColumn<SetHeader>(), JsonColumn<SetHeader>.Comparer);
        builder.Property(x => x.Authors).HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.FileName).HasMaxLength(200);
        builder
            .Property(x => x.Rows)
            .HasConversion(new JsonColumn<IReadOnlyList<SheetRow>>(), JsonColumn<IReadOnlyList<SheetRow>>.Comparer);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.PreparedBy).HasMaxLength(60);
        builder.Property(x => x.PreparedByName).HasMaxLength(200);
        builder.Property(x => x.PublishedBy).HasMaxLength(60);
        builder.Property(x => x.PublishedByName).HasMaxLength(200);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Published);
        builder.Ignore(x => x.Intact);
        builder.HasIndex(x => new { x.Province, x.Number }).IsUnique();
    }
}

internal sealed class UnitGroupConfiguration : IEntityTypeConfiguration<UnitGroup>
{
    public void Configure(EntityTypeBuilder<UnitGroup> builder)
    {
        builder.ToTable("UnitGroups").HasKey(x => new { x.Province, x.Number });
        builder.Property(x => x.Province).HasMaxLength(10);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.DocumentNumber).HasMaxLength(60);
        builder.Property(x => x.RecordedBy).HasMaxLength(60);
        builder.Property(x => x.RecordedByName).HasMaxLength(200);
        builder.HasIndex(x => x.UnitCode);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Persistence;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.Supports;

namespace Ntm.Planning.Persistence;

internal sealed class FundEntryConfiguration : IEntityTypeConfiguration<FundEntry>
{
    public void Configure(EntityTypeBuilder<FundEntry> builder)
    {
        builder.ToTable("FundEntries").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Fund).HasMaxLength(40);
        builder.Property(x => x.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Measure).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Donor).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.VillageCode).HasMaxLength(30);
        builder.Property(x => x.VillageName).HasMaxLength(200);
        builder.Property(x => x.VillagePath).HasMaxLength(60);
        builder.Property(x => x.DocumentNumber).HasMaxLength(60);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.SortKey).HasMaxLength(60);
        builder.Property(x => x.By).HasMaxLength(60);
        builder.Property(x => x.ByName).HasMaxLength(200);
        builder.Property(x => x.For).HasMaxLength(60);
        builder.HasIndex(x => x.Counters).IsUnique();
        builder.HasIndex(x => new { x.PlanId, x.SortKey });
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.Fund,
            x.Kind,
        });
    }
}

internal sealed class HouseholdSupportConfiguration : IEntityTypeConfiguration<HouseholdSupport>
{
    public void Configure(EntityTypeBuilder<HouseholdSupport> builder)
    {
        builder.ToTable("HouseholdSupports").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Fund).HasMaxLength(40);
        builder.Property(x => x.CommunePath).HasMaxLength(60);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Category).HasMaxLength(200);
        builder.Property(x => x.Document).HasMaxLength(200);
        builder.Property(x => x.SortKey).HasMaxLength(160);
        builder
            .Property(x => x.EnteredBy)
            .HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Voucher).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.SortKey).IsUnique();
        builder.Ignore(x => x.Unit);
        builder.HasIndex(x => new { x.CommunePath, x.SortKey });
    }
}

internal sealed class HouseholdConfiguration : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> builder)
    {
        builder.ToTable("SupportedHouseholds").HasKey(x => x.SupportId);
        builder.Property(x => x.SupportId).ValueGeneratedNever();
        builder.Property(x => x.Fund).HasMaxLength(40);
        builder.Property(x => x.CommunePath).HasMaxLength(60);
        builder.Property(x => x.Code).HasMaxLength(40);
        builder.Property(x => x.Head).HasMaxLength(200);
        builder.Property(x => x.Address).HasMaxLength(300);
        builder.Property(x => x.Salt).HasMaxLength(32);
        builder.Property(x => x.CodeKey).HasMaxLength(40);
        builder.Property(x => x.NameKey).HasMaxLength(64);
        builder
            .HasIndex(x => new
            {
                x.PlanId,
                x.Fund,
                x.CommunePath,
                x.CodeKey,
            })
            .IsUnique();
        builder
            .HasIndex(x => new
            {
                x.PlanId,
                x.Fund,
                x.CommunePath,
                x.NameKey,
            })
            .IsUnique();
    }
}

internal sealed class SupportDocumentConfiguration : IEntityTypeConfiguration<SupportDocument>
{
    public void Configure(EntityTypeBuilder<SupportDocument> builder)
    {
        builder.ToTable("SupportDocuments").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.MediaType).HasMaxLength(100);
        builder.Property(x => x.AddedBy).HasMaxLength(60);
        builder.Property(x => x.AddedByName).HasMaxLength(200);
        builder.Property(x => x.AddedFor).HasMaxLength(60);
        builder.HasIndex(x => new { x.SupportId, x.Hash }).IsUnique();
        builder.HasIndex(x => x.Hash);
    }
}

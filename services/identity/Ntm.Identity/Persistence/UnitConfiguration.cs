using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

internal sealed class UnitConfiguration : IEntityTypeConfiguration<AdministrativeUnit>, IEntityTypeConfiguration<UnitAct>
{
    public void Configure(EntityTypeBuilder<AdministrativeUnit> builder)
    {
        builder.ToTable("Units").HasKey(unit => unit.Code);
        builder.Property(unit => unit.Code).HasMaxLength(10);
        builder.Property(unit => unit.Version).IsConcurrencyToken();
        builder.HasIndex(unit => new { unit.Level, unit.Code });
        builder.Ignore(unit => unit.Latest);
        builder.OwnsMany(
            unit => unit.Periods,
            period =>
            {
                period.ToTable("UnitPeriods");
                period.WithOwner().HasForeignKey("UnitCode");
                period.HasKey("UnitCode", nameof(UnitPeriod.ValidFrom));
                period.Property(x => x.Name).HasMaxLength(200);
                period.Property(x => x.ParentCode).HasMaxLength(10);
                period.PrimitiveCollection(x => x.Successors).HasMaxLength(1000);
                period.HasIndex(x => x.ParentCode);
            }
        );
    }

    public void Configure(EntityTypeBuilder<UnitAct> builder)
    {
        builder.ToTable("UnitActs").HasKey(act => act.Id);
        builder.Property(act => act.Id).ValueGeneratedNever();
        builder.Property(act => act.RecordedBy).HasMaxLength(100);
        builder.OwnsOne(
            act => act.Document,
            document =>
            {
                document.Property(x => x.Number).HasColumnName("DocumentNumber").HasMaxLength(100);
                document.Property(x => x.Date).HasColumnName("DocumentDate");
            }
        );
        builder.Navigation(act => act.Document).IsRequired();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ntm.Units;

/// <summary>The table <c>Units</c> of a service that keeps a directory of administrative units.</summary>
/// <param name="codeLength">Longest code.</param>
/// <param name="withKinship">Whether it keeps which unit is above and which took another's place, and is searched by path.</param>
public sealed class UnitPeriodConfiguration(int codeLength, bool withKinship) : IEntityTypeConfiguration<UnitPeriod>
{
    public void Configure(EntityTypeBuilder<UnitPeriod> builder)
    {
        builder.ToTable("Units").HasKey(x => new { x.Code, x.ValidFrom });
        builder.Property(x => x.Code).HasMaxLength(codeLength);
        builder.Property(x => x.Path).HasMaxLength(60);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Level).HasMaxLength(20);
        builder.Property(x => x.SucceededBy).HasMaxLength(codeLength);
        builder.Property(x => x.Version).IsConcurrencyToken();
        if (!withKinship)
        {
            builder.Ignore(x => x.ParentCode);
            builder.Ignore(x => x.MergedInto);
            return;
        }

        builder.Property(x => x.ParentCode).HasMaxLength(codeLength);
        builder.Property(x => x.MergedInto).HasMaxLength(codeLength);
        builder.HasIndex(x => x.Path);
        builder.HasIndex(x => x.MergedInto);
    }
}

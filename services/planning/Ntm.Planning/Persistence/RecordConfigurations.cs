using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Persistence;

internal sealed class RecordStepConfiguration : IEntityTypeConfiguration<RecordStep>
{
    public void Configure(EntityTypeBuilder<RecordStep> builder)
    {
        builder.ToTable("RecordSteps").HasKey(x => new { x.RecordId, x.Number });
        builder.Property(x => x.Kind).HasMaxLength(20);
        builder.Property(x => x.Text).HasMaxLength(2000);
        builder.Property(x => x.By).HasMaxLength(60);
        builder.Property(x => x.ByName).HasMaxLength(200);
        builder.Property(x => x.For).HasMaxLength(60);
    }
}

internal sealed class DifficultyConfiguration : IEntityTypeConfiguration<Difficulty>
{
    public void Configure(EntityTypeBuilder<Difficulty> builder)
    {
        builder.ToTable("Difficulties").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Target).HasMaxLength(40);
        builder.Property(x => x.Task).HasMaxLength(40);
        builder.Property(x => x.Text).HasMaxLength(2000);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.SortKey).HasMaxLength(60);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.AtCode).HasMaxLength(30);
        builder.Property(x => x.AtName).HasMaxLength(200);
        builder.Property(x => x.AtPath).HasMaxLength(60);
        builder.Property(x => x.Answer).HasMaxLength(2000);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => x.SortKey).IsUnique();
        builder.HasIndex(x => new { x.UnitPath, x.SortKey });
        builder.HasIndex(x => new { x.AtPath, x.SortKey });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Persistence;
using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Persistence;

internal sealed class ReportDutyConfiguration : IEntityTypeConfiguration<ReportDuty>
{
    public void Configure(EntityTypeBuilder<ReportDuty> builder)
    {
        builder.ToTable("ReportDuties").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Rule).HasMaxLength(40);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.SortKey).HasMaxLength(180);
        builder.Property(x => x.RemindedBy).HasMaxLength(60);
        builder.Property(x => x.Status).HasConversion<string>().HasMaxLength(20).IsConcurrencyToken();
        builder
            .HasIndex(x => new
            {
                x.PlanId,
                x.Rule,
                x.UnitPath,
                x.From,
            })
            .IsUnique();
        builder.HasIndex(x => new { x.Status, x.SortKey });
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.Status,
            x.DueAt,
        });
        builder.HasIndex(x => x.ReportId);
    }
}

internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("Reports").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Rule).HasMaxLength(40);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.ReturnReason).HasMaxLength(500);
        builder.Property(x => x.ReturnedBy).HasMaxLength(60);
        builder.Property(x => x.ReturnedFor).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Property(x => x.Photos).IsConcurrencyToken();
        builder
            .HasIndex(x => new
            {
                x.PlanId,
                x.Rule,
                x.From,
                x.UnitCode,
            })
            .IsUnique();
    }
}

internal sealed class ReportRevisionConfiguration : IEntityTypeConfiguration<ReportRevision>
{
    public void Configure(EntityTypeBuilder<ReportRevision> builder)
    {
        builder.ToTable("ReportRevisions").HasKey(x => new { x.ReportId, x.Number });
        builder.Property(x => x.Content).HasConversion(new JsonColumn<ReportContent>(), JsonColumn<ReportContent>.Comparer);
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.FiledBy).HasMaxLength(60);
        builder.Property(x => x.FiledByName).HasMaxLength(200);
        builder.Property(x => x.FiledFor).HasMaxLength(60);
    }
}

internal sealed class ConsolidationConfiguration : IEntityTypeConfiguration<Consolidation>
{
    public void Configure(EntityTypeBuilder<Consolidation> builder)
    {
        builder
            .ToTable("Consolidations")
            .HasKey(x => new
            {
                x.PlanId,
                x.Rule,
                x.From,
            });
        builder.Property(x => x.Rule).HasMaxLength(40);
        builder.Property(x => x.ReturnReason).HasMaxLength(500);
        builder.Property(x => x.ReturnedBy).HasMaxLength(60);
        builder.Property(x => x.ReturnedFor).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
    }
}

internal sealed class ConsolidationRevisionConfiguration : IEntityTypeConfiguration<ConsolidationRevision>
{
    public void Configure(EntityTypeBuilder<ConsolidationRevision> builder)
    {
        builder
            .ToTable("ConsolidationRevisions")
            .HasKey(x => new
            {
                x.PlanId,
                x.Rule,
                x.From,
                x.Number,
            });
        builder.Property(x => x.Rule).HasMaxLength(40);
        builder.Property(x => x.Words).HasMaxLength(8000);
        builder
            .Property(x => x.NextWeek)
            .HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.SentBy).HasMaxLength(60);
        builder.Property(x => x.SentByName).HasMaxLength(200);
        builder.Property(x => x.SentFor).HasMaxLength(60);
    }
}

internal sealed class ReportPhotoConfiguration : IEntityTypeConfiguration<ReportPhoto>
{
    public void Configure(EntityTypeBuilder<ReportPhoto> builder)
    {
        builder.ToTable("ReportPhotos").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Hash).HasMaxLength(64);
        builder.Property(x => x.AddedBy).HasMaxLength(60);
        builder.HasIndex(x => new { x.ReportId, x.Hash }).IsUnique();
        builder.HasIndex(x => x.Hash);
    }
}

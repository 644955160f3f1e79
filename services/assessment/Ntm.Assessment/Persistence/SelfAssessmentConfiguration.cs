using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Persistence;

namespace Ntm.Assessment.Persistence;

internal sealed class SelfAssessmentConfiguration : IEntityTypeConfiguration<SelfAssessment>
{
    public void Configure(EntityTypeBuilder<SelfAssessment> builder)
    {
        builder.ToTable("SelfAssessments").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => x.DossierId).IsUnique();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Title).HasMaxLength(40);
        builder.Property(x => x.CriteriaSet).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Values);
        builder.OwnsMany(
            x => x.Entries,
            entry =>
            {
                entry.ToTable("IndicatorEntries").WithOwner().HasForeignKey("AssessmentId");
                entry.HasKey(x => x.Id);
                entry.Property(x => x.Id).ValueGeneratedNever();
                entry.Property(x => x.Code).HasMaxLength(10);
                entry.Property(x => x.Value).HasConversion(new JsonColumn<IndicatorValue>(), JsonColumn<IndicatorValue>.Comparer);
                entry.Property(x => x.EnteredBy).HasMaxLength(60);
                entry.Property(x => x.EnteredFor).HasMaxLength(60);
            }
        );
        builder.OwnsMany(
            x => x.Evidence,
            file =>
            {
                file.ToTable("EvidenceFiles").WithOwner().HasForeignKey("AssessmentId");
                file.HasKey(x => x.Id);
                file.Property(x => x.Id).ValueGeneratedNever();
                file.Property(x => x.Code).HasMaxLength(10);
                file.Property(x => x.Name).HasMaxLength(200);
                file.Property(x => x.Hash).HasMaxLength(64);
                file.Property(x => x.MediaType).HasMaxLength(100);
                file.Property(x => x.AddedBy).HasMaxLength(60);
                file.Property(x => x.AddedFor).HasMaxLength(60);
                file.Property(x => x.AddedByName).HasMaxLength(200);
            }
        );
    }
}

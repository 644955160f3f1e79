using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Persistence;

namespace Ntm.Assessment.Persistence;

internal sealed class SubmittedRevisionConfiguration : IEntityTypeConfiguration<SubmittedRevision>
{
    public void Configure(EntityTypeBuilder<SubmittedRevision> builder)
    {
        builder.ToTable("Revisions").HasKey(x => new { x.AssessmentId, x.Number });
        builder.Property(x => x.SubmittedBy).HasMaxLength(60);
        builder.Property(x => x.SubmittedFor).HasMaxLength(60);
        builder.Property(x => x.SubmittedByName).HasMaxLength(200);
    }
}

internal sealed class StageCopyConfiguration : IEntityTypeConfiguration<StageCopy>
{
    public void Configure(EntityTypeBuilder<StageCopy> builder)
    {
        builder
            .ToTable("Stages")
            .HasKey(x => new
            {
                x.DossierId,
                x.Stage,
                x.Round,
            });
        builder.Property(x => x.Stage).HasMaxLength(60);
        builder
            .Property(x => x.Criteria)
            .HasConversion(new JsonColumn<IReadOnlyList<string>?>(), JsonColumn<IReadOnlyList<string>?>.Comparer);
    }
}

internal sealed class ThresholdConfirmationConfiguration : IEntityTypeConfiguration<ThresholdConfirmation>
{
    public void Configure(EntityTypeBuilder<ThresholdConfirmation> builder)
    {
        builder.ToTable("Confirmations").HasKey(x => new { x.Province, x.Number });
        builder.Property(x => x.Province).HasMaxLength(10);
        builder.Property(x => x.Rule).HasMaxLength(60);
        builder.Property(x => x.Item).HasMaxLength(20);
        builder.Property(x => x.Threshold).HasMaxLength(200);
        builder.Property(x => x.DocumentNumber).HasMaxLength(60);
        builder.Property(x => x.ConfirmedBy).HasMaxLength(60);
        builder.Property(x => x.ConfirmedByName).HasMaxLength(200);
        builder.HasIndex(x => new { x.Province, x.Rule });
    }
}

internal sealed class SetMoveConfiguration : IEntityTypeConfiguration<SetMove>
{
    public void Configure(EntityTypeBuilder<SetMove> builder)
    {
        builder.ToTable("SetMoves").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.From).HasMaxLength(40);
        builder.Property(x => x.To).HasMaxLength(40);
        builder.Property(x => x.DocumentNumber).HasMaxLength(60);
        builder.Property(x => x.MovedBy).HasMaxLength(60);
        builder.Property(x => x.MovedByName).HasMaxLength(200);
        builder.HasIndex(x => x.DossierId);
    }
}

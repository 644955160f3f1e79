using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Persistence;

namespace Ntm.Assessment.Persistence;

internal sealed class SurveyConfiguration : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("Surveys").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.DossierId, x.Round }).IsUnique();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.ActorUnitPath).HasMaxLength(60);
        builder.Property(x => x.Title).HasMaxLength(40);
        builder.Property(x => x.Rule).HasMaxLength(60);
        builder.Property(x => x.QuestionSet).HasMaxLength(60);
        builder.Property(x => x.Minutes).HasConversion(new JsonColumn<Minutes?>(), JsonColumn<Minutes?>.Comparer);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder
            .Property(x => x.Places)
            .HasConversion(new JsonColumn<IReadOnlyList<SurveyPlace>?>(), JsonColumn<IReadOnlyList<SurveyPlace>?>.Comparer);
        builder.Ignore(x => x.Open);
        builder.Ignore(x => x.WhyClosed);
        builder.OwnsMany(
            x => x.Sheets,
            sheet =>
            {
                sheet.ToTable("SurveySheets").WithOwner().HasForeignKey("SurveyId");
                sheet.HasKey(x => x.Id);
                sheet.Property(x => x.Id).ValueGeneratedNever();
                sheet.Ignore(x => x.Counted);
                sheet.Ignore(x => x.Villages);
                sheet
                    .Property(x => x.Covers)
                    .HasConversion(new JsonColumn<IReadOnlyList<string>?>(), JsonColumn<IReadOnlyList<string>?>.Comparer);
                sheet.Property(x => x.VillageCode).HasMaxLength(30);
                sheet.Property(x => x.VillageName).HasMaxLength(200);
                sheet.Property(x => x.CommuneCode).HasMaxLength(30);
                sheet.Property(x => x.Sheet).HasConversion(new JsonColumn<VillageSheet>(), JsonColumn<VillageSheet>.Comparer);
                sheet.Property(x => x.EnteredBy).HasMaxLength(60);
            }
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Planning.Domain.ModelSites;

namespace Ntm.Planning.Persistence;

internal sealed class ModelSiteConfiguration : IEntityTypeConfiguration<ModelSite>
{
    public void Configure(EntityTypeBuilder<ModelSite> builder)
    {
        builder.ToTable("ModelSites").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.SortKey).HasMaxLength(120);
        builder.Property(x => x.HelpedBy).HasMaxLength(40);
        builder.Property(x => x.RecognisedBy).HasMaxLength(60);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.Ignore(x => x.Name);
        builder.HasIndex(x => x.SortKey).IsUnique();
    }
}

internal sealed class CriterionStateConfiguration : IEntityTypeConfiguration<CriterionState>
{
    public void Configure(EntityTypeBuilder<CriterionState> builder)
    {
        builder.ToTable("CriterionStates").HasKey(x => new { x.SiteId, x.Number });
        builder.Property(x => x.Criterion).HasMaxLength(40);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Persistence;

namespace Ntm.Entries;

/// <summary>The table <c>PreparedEntries</c>.</summary>
public sealed class PreparedEntryConfiguration : IEntityTypeConfiguration<PreparedEntry>
{
    public void Configure(EntityTypeBuilder<PreparedEntry> builder)
    {
        builder.ToTable("PreparedEntries").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Province).HasMaxLength(20);
        builder.Property(x => x.Kind).HasMaxLength(40);
        builder.Property(x => x.Document).HasConversion(new JsonColumn<EntryDocument>(), JsonColumn<EntryDocument>.Comparer);
        builder.Property(x => x.Authors).HasConversion(new JsonColumn<IReadOnlyList<string>>(), JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.PreparedBy).HasMaxLength(60);
        builder.Property(x => x.PreparedByName).HasMaxLength(200);
        builder.Property(x => x.File).HasConversion(new JsonColumn<EntryFile?>(), JsonColumn<EntryFile?>.Comparer);
        builder.Property(x => x.FileHash).HasMaxLength(64);
        builder.Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.DecidedBy).HasMaxLength(60);
        builder.Property(x => x.DecidedByName).HasMaxLength(200);
        builder.Property(x => x.Reason).HasMaxLength(1000);
        builder.Property(x => x.Outcome).HasMaxLength(200);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.Province, x.Number }).IsUnique();
        builder.HasIndex(x => x.FileHash);
    }
}

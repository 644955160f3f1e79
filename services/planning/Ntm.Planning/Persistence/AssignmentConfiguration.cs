using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Persistence;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Persistence;

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("Assignments").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.OfficePath).HasMaxLength(60);
        builder.Property(x => x.Task).HasMaxLength(40);
        builder.Property(x => x.Body).HasMaxLength(40);
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Text).HasMaxLength(1000);
        builder.Property(x => x.BodyName).HasMaxLength(60);
        builder.Property(x => x.Part).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Role).HasMaxLength(20);
        builder.Property(x => x.Department).HasMaxLength(12);
        builder.Property(x => x.DueText).HasMaxLength(120);
        builder.Property(x => x.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.DoneBy).HasMaxLength(60);
        builder.Property(x => x.DoneByName).HasMaxLength(200);
        builder.Property(x => x.DoneFor).HasMaxLength(60);
        builder.Property(x => x.Note).HasMaxLength(500);
        builder.Property(x => x.ReopenReason).HasMaxLength(500);
        builder.Property(x => x.SortKey).HasMaxLength(130);
        var texts = new JsonColumn<IReadOnlyList<string>>();
        builder.Property(x => x.DependsOn).HasConversion(texts, JsonColumn<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.Serves).HasConversion(texts, JsonColumn<IReadOnlyList<string>>.Comparer);
        builder
            .HasIndex(x => new
            {
                x.PlanId,
                x.Task,
                x.Body,
                x.UnitCode,
            })
            .IsUnique();
        builder.HasIndex(x => new { x.UnitPath, x.SortKey });
        builder.HasIndex(x => new { x.OfficePath, x.SortKey });
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.State,
            x.DueAt,
        });
    }
}

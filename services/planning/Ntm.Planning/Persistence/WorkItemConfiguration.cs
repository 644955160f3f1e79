using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Planning.Domain.Work;

namespace Ntm.Planning.Persistence;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("WorkItems").HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.UnitCode).HasMaxLength(30);
        builder.Property(x => x.UnitName).HasMaxLength(200);
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(x => x.Text).HasMaxLength(500);
        builder.Property(x => x.Task).HasMaxLength(40);
        builder.Property(x => x.RegisteredBy).HasMaxLength(60);
        builder.Property(x => x.DoneBy).HasMaxLength(60);
        builder.Property(x => x.Left).IsConcurrencyToken();
        builder.Ignore(x => x.Unit);
        builder.HasIndex(x => x.CarriedFrom).IsUnique();
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.Week,
            x.UnitPath,
        });
        builder.HasIndex(x => new
        {
            x.PlanId,
            x.Left,
            x.EndsOn,
        });
    }
}

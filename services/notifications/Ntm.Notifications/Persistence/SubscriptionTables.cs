using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Persistence;

namespace Ntm.Notifications.Persistence;

/// <summary>Tables of subscriptions and of what is sent for them.</summary>
internal static class SubscriptionTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Subscription>(row =>
        {
            row.ToTable("Subscriptions").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Owner).HasMaxLength(60);
            row.Property(x => x.OwnerUnit).HasMaxLength(60);
            row.Property(x => x.OwnerScopes).HasConversion(new JsonColumn<List<string>>(), JsonColumn<List<string>>.Comparer);
            row.Property(x => x.Url).HasMaxLength(Subscription.LongestUrl);
            row.Property(x => x.Description).HasMaxLength(Subscription.LongestDescription);
            row.Property(x => x.Filter).HasConversion(new JsonColumn<SubscriptionFilter>(), JsonColumn<SubscriptionFilter>.Comparer);
            row.Property(x => x.Limits).HasConversion(new JsonColumn<DeliveryLimits>(), JsonColumn<DeliveryLimits>.Comparer);
            row.Property(x => x.Keys).HasConversion(new JsonColumn<SigningKeys>(), JsonColumn<SigningKeys>.Comparer);
            row.Property(x => x.State).HasConversion<string>().HasMaxLength(20);
            row.Property(x => x.Reason).HasConversion<string>().HasMaxLength(20);
            row.Property(x => x.CreatedBy).HasMaxLength(60);
            row.Property(x => x.Version).IsConcurrencyToken();
            row.HasIndex(x => x.Owner);
        });
        model.Entity<SubscriptionProgress>(row =>
        {
            row.ToTable("SubscriptionProgress").HasKey(x => x.SubscriptionId);
            row.Property(x => x.SubscriptionId).ValueGeneratedNever();
            row.Property(x => x.LeaseOwner).HasMaxLength(40);
        });
        model.Entity<PendingDelivery>(row =>
        {
            row.ToTable("PendingDeliveries").HasKey(x => new { x.SubscriptionId, x.Position });
            row.Property(x => x.Cause).HasConversion<string>().HasMaxLength(20);
            row.HasIndex(x => new
            {
                x.SubscriptionId,
                x.DeadAt,
                x.DueAt,
            });
            row.HasIndex(x => new
            {
                x.SubscriptionId,
                x.Subject,
                x.Position,
            });
        });
        model.Entity<DeliveryAttempt>(row =>
        {
            row.ToTable("DeliveryAttempts").HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Type).HasMaxLength(80);
            row.Property(x => x.Cause).HasConversion<string>().HasMaxLength(20);
            row.Property(x => x.Outcome).HasConversion<string>().HasMaxLength(20);
            row.Property(x => x.Failure).HasMaxLength(200);
            row.HasIndex(x => new { x.SubscriptionId, x.At });
            row.HasIndex(x => x.At);
        });
        model.Entity<DispatcherProcess>(row =>
        {
            row.ToTable("DispatcherProcesses").HasKey(x => x.Owner);
            row.Property(x => x.Owner).HasMaxLength(40);
        });
    }
}

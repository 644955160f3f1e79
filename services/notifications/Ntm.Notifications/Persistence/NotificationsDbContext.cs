using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Ntm.Audit;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Features.Feed;
using Ntm.Persistence;

namespace Ntm.Notifications.Persistence;

/// <summary>Feed, notices and what was read, the filters that people keep, and the subscriptions of other systems with what is sent for
/// them. Its chain holds every change of a subscription, the dead letters that were dropped, and the settings.</summary>
internal abstract class NotificationsDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    private bool toSend;

    public override string AuditChainName => "notifications";

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [Subscriptions];

    /// <summary>Clients and administrators change subscriptions; neither role is lent.</summary>
    protected override bool ActsInLentRoles => false;

    public DbSet<FeedEvent> Feed => Set<FeedEvent>();

    public DbSet<FeedHead> FeedHeads => Set<FeedHead>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeRead> NoticesRead => Set<NoticeRead>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<SubscriptionProgress> SubscriptionProgress => Set<SubscriptionProgress>();

    public DbSet<PendingDelivery> PendingDeliveries => Set<PendingDelivery>();

    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    public DbSet<DispatcherProcess> DispatcherProcesses => Set<DispatcherProcess>();

    /// <summary>
    /// Takes the next position of the feed for a dossier's event, unless its predecessor is missing or it is there itself, with what the
    /// predecessor knew; the head's row is locked to the end of the transaction.
    /// </summary>
    public virtual string NextPlace =>
        $"""
            UPDATE "FeedHead" SET "Position" = "Position" + 1 WHERE {IsNext}
            RETURNING "Position", (SELECT "Title" FROM {Before}) AS "Title", (SELECT "Year" FROM {Before}) AS "Year"
            """;

    /// <summary>Takes the next position of the feed for an event about a plan, which has no predecessor.</summary>
    public virtual string NextPlanPosition => """UPDATE "FeedHead" SET "Position" = "Position" + 1 RETURNING "Position" AS "Value" """;

    private const string Before = """
        "Feed" WHERE "DossierId" = {0} AND "Sequence" = {1} - 1
        """;

    protected const string IsNext = """
        ({1} = 1 OR EXISTS (SELECT 1 FROM "Feed" WHERE "DossierId" = {0} AND "Sequence" = {1} - 1 AND "UnitPath" = {2}))
        AND NOT EXISTS (SELECT 1 FROM "Feed" WHERE "DossierId" = {0} AND "Sequence" = {1})
        """;

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        toSend |= ChangeTracker.Entries().Any(entry => entry is { State: EntityState.Added, Entity: FeedEvent });
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>There is something to send: the dispatcher of this process is woken, and who waits for the feed.</summary>
    public void WakeDispatcher() => toSend = true;

    protected override void OnCommitted()
    {
        if (toSend)
        {
            toSend = false;
            this.GetService<WebhookSignal>().Raise();
            this.GetService<FeedWatch>().Raise();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<FeedEvent>(feed =>
        {
            feed.ToTable("Feed").HasKey(x => x.Position);
            feed.Property(x => x.Position).ValueGeneratedNever();
            feed.Property(x => x.Type).HasMaxLength(80);
            feed.Property(x => x.Title).HasMaxLength(60);
            feed.Property(x => x.UnitPath).HasMaxLength(60);
            feed.HasIndex(x => x.EventId).IsUnique();
            feed.HasIndex(x => new { x.DossierId, x.Sequence }).IsUnique();
            feed.HasIndex(x => new { x.PlanId, x.Position });
        });
        modelBuilder.Entity<FeedHead>(head =>
        {
            head.ToTable("FeedHead").HasKey(x => x.Id);
            head.Property(x => x.Id).ValueGeneratedNever();
            head.Property(x => x.Position).IsConcurrencyToken();
            head.HasData(new FeedHead());
        });
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.ToTable("Notices").HasKey(x => x.Id);
            notice.Property(x => x.Kind).HasConversion<string>().HasMaxLength(30);
            notice.Property(x => x.Role).HasMaxLength(40);
            notice.Property(x => x.UnitPath).HasMaxLength(60);
            notice.Property(x => x.Stage).HasMaxLength(100);
            notice.Property(x => x.Text).HasMaxLength(2000);
            notice.HasIndex(x => new
            {
                x.UnitPath,
                x.Role,
                x.At,
            });
            notice.HasIndex(x => x.At);
            notice.HasIndex(x => x.DossierId);
            notice.HasIndex(x => x.PlanId);
        });
        modelBuilder.Entity<NoticeRead>(read =>
        {
            read.ToTable("NoticesRead").HasKey(x => new { x.NoticeId, x.Subject });
            read.Property(x => x.Subject).HasMaxLength(60);
        });
        modelBuilder.Entity<SavedView>(view =>
        {
            view.ToTable("SavedViews").HasKey(x => x.Id);
            view.Property(x => x.Id).ValueGeneratedNever();
            view.Property(x => x.Subject).HasMaxLength(60);
            view.Property(x => x.Page).HasMaxLength(SavedView.LongestPage);
            view.Property(x => x.Name).HasMaxLength(SavedView.LongestName);
            view.Property(x => x.Query).HasMaxLength(SavedView.LongestQuery);
            view.HasIndex(x => new
                {
                    x.Subject,
                    x.Page,
                    x.Name,
                })
                .IsUnique();
        });
        SubscriptionTables.Configure(modelBuilder);
    }
}

internal sealed class SqliteNotificationsDbContext(DbContextOptions<SqliteNotificationsDbContext> options)
    : NotificationsDbContext(options);

internal sealed class PostgreSqlNotificationsDbContext(DbContextOptions<PostgreSqlNotificationsDbContext> options)
    : NotificationsDbContext(options);

internal sealed class SqlServerNotificationsDbContext(DbContextOptions<SqlServerNotificationsDbContext> options)
    : NotificationsDbContext(options)
{
    public override string NextPlace =>
        $"""
            UPDATE head SET head."Position" = head."Position" + 1 OUTPUT inserted."Position", former."Title", former."Year"
            FROM "FeedHead" head LEFT JOIN "Feed" former ON former."DossierId" = {"{0}"} AND former."Sequence" = {"{1}"} - 1
            WHERE {IsNext}
            """;

    public override string NextPlanPosition =>
        """UPDATE "FeedHead" SET "Position" = "Position" + 1 OUTPUT inserted."Position" AS "Value" """;

    internal sealed class Factory()
        : DesignTimeFactory<SqlServerNotificationsDbContext>(DatabaseProvider.SqlServer, options => new(options));
}

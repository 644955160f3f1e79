using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Ntm.Messaging;
using Ntm.Rights;

namespace Ntm.Persistence;

/// <summary>
/// The database of one service: its own tables plus outbox, inbox, timers and idempotency records, so that state, outgoing events,
/// timers and the answer to the client commit together or not at all.
/// </summary>
public abstract class ServiceDbContext : DbContext
{
    protected ServiceDbContext(DbContextOptions options)
        : base(options)
    {
        // A savepoint a SaveChanges is two round trips for nothing: a failed command is rolled back whole.
        Database.AutoSavepointsEnabled = false;
    }

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<Timer> Timers => Set<Timer>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<DroppedMessage> DroppedMessages => Set<DroppedMessage>();

    /// <summary>Rows that are added and read, and never changed or deleted: the migrations take the rights to that away.</summary>
    public virtual IReadOnlyList<Type> AppendOnly => [];

    /// <summary>Whether the open transaction has an event for the relay.</summary>
    internal bool Published { get; set; }

    /// <summary>Opens the transaction that waits for the first write; null when none does.</summary>
    internal Func<CancellationToken, Task>? BeforeFirstWrite { get; set; }

    /// <summary>Called after the commit of a unit of work, so that what waits for it can be woken.</summary>
    protected internal virtual void OnCommitted() { }

    /// <summary>Puts an event into the outbox; it leaves once the transaction has committed.</summary>
    /// <param name="event">A record of the contracts.</param>
    /// <param name="eventId">Id of the event, kept over every redelivery.</param>
    /// <param name="orderKey">Events with the same key arrive in the order in which they were published.</param>
    /// <param name="at">Instant of the transaction.</param>
    /// <returns>The row, for a service that also stores its events.</returns>
    public OutboxRow Publish<T>(T @event, Guid eventId, string orderKey, DateTimeOffset at)
        where T : class
    {
        Published = true;
        return Outbox
            .Add(
                new OutboxRow
                {
                    MessageId = eventId,
                    Type = @event.GetType().FullName!,
                    Body = JsonSerializer.Serialize(@event, @event.GetType(), EventJson.Options),
                    OrderKey = orderKey,
                    TraceParent = Activity.Current?.Id,
                    CreatedAt = at,
                }
            )
            .Entity;
    }

    /// <summary>Sets or moves a timer; it is part of the transaction.</summary>
    public async Task ScheduleAsync(string key, string kind, DateTimeOffset dueAt, string payload, CancellationToken cancellation)
    {
        if (await Timers.FindAsync([key], cancellation) is { } timer)
        {
            timer.DueAt = dueAt;
            timer.Payload = payload;
        }
        else
        {
            Timers.Add(
                new Timer
                {
                    Key = key,
                    Kind = kind,
                    DueAt = dueAt,
                    Payload = payload,
                }
            );
        }
    }

    /// <summary>
    /// Locks the rows of an aggregate until the transaction ends, where writers run side by side: the second writer then decides on
    /// the state that the first one left, instead of failing at its commit. Rows of the aggregate are read after this. Outside a
    /// transaction, and on SQLite with its single writer, it does nothing: the version of the changed aggregate shows a lost race there.
    /// </summary>
    /// <typeparam name="TRow">Root of the aggregate.</typeparam>
    /// <param name="property">Property of the root that finds it, a key or unique.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task LockAsync<TRow>(string property, object value, CancellationToken cancellation)
        where TRow : class
    {
        if (Database.CurrentTransaction is null || Database.IsSqlite())
        {
            return;
        }

        var root = Model.FindEntityType(typeof(TRow))!;
        var (table, column) = (root.GetTableName()!, root.FindProperty(property)!.GetColumnName());
        var statements = DatabaseStatements.For(Database.IsNpgsql() ? DatabaseProvider.PostgreSql : DatabaseProvider.SqlServer);
        await Database.ExecuteSqlRawAsync(statements.LockRows(table, column), [value], cancellation);
    }

    /// <summary>
    /// Locks rows that the transaction decides by and does not change. No version would show it that another decided by them at the same
    /// time, so SQLite takes its write lock for it now instead of with the first write.
    /// </summary>
    /// <typeparam name="TRow">Root of the aggregate.</typeparam>
    /// <param name="property">Property of the root that finds it, a key or unique.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task LockBesideAsync<TRow>(string property, object value, CancellationToken cancellation)
        where TRow : class
    {
        if (BeforeFirstWrite is { } open)
        {
            await open(cancellation);
        }

        await LockAsync<TRow>(property, value, cancellation);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (BeforeFirstWrite is { } open)
        {
            await open(cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
        {
            // SQLite has no type for an instant and could not order by one; ticks of UTC order right.
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
            configurationBuilder.DefaultTypeMapping<DateTimeOffset>().HasConversion<UtcTicksConverter>();
        }
        else
        {
            // PostgreSQL takes instants in UTC only; one that a request or an event states with another offset is the same instant.
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
            configurationBuilder.DefaultTypeMapping<DateTimeOffset>().HasConversion<UtcConverter>();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxRow>(row =>
        {
            row.ToTable("Outbox").HasKey(x => x.Seq);
            row.Property(x => x.Seq).ValueGeneratedOnAdd();
            row.Property(x => x.Type).HasMaxLength(200);
            row.Property(x => x.OrderKey).HasMaxLength(100);
            row.Property(x => x.ConsumerId).HasMaxLength(100).HasDefaultValue("");
            row.Property(x => x.TraceParent).HasMaxLength(60);
            row.Property(x => x.LeaseOwner).HasMaxLength(60);
            row.Property(x => x.LastError).HasMaxLength(2000);
            row.HasIndex(x => new { x.MessageId, x.ConsumerId }).IsUnique();
            row.HasIndex(x => new { x.OrderKey, x.Seq });
            row.HasIndex(x => new
            {
                x.Dead,
                x.DueAt,
                x.Seq,
            });
        });
        modelBuilder.Entity<InboxRow>(row =>
        {
            row.ToTable("Inbox").HasKey(x => new { x.MessageId, x.ConsumerId });
            row.Property(x => x.ConsumerId).HasMaxLength(100);
            row.HasIndex(x => x.HandledAt);
        });
        modelBuilder.Entity<Timer>(row =>
        {
            row.ToTable("Timers").HasKey(x => x.Key);
            row.Property(x => x.Key).HasMaxLength(200);
            row.Property(x => x.Kind).HasMaxLength(60);
            row.Property(x => x.LastError).HasMaxLength(2000);
            row.HasIndex(x => x.DueAt);
        });
        modelBuilder.Entity<DroppedMessage>(row =>
        {
            row.ToTable("DroppedMessages").HasKey(x => x.Seq);
            row.Property(x => x.Seq).ValueGeneratedOnAdd();
            row.Property(x => x.Type).HasMaxLength(200);
            row.Property(x => x.OrderKey).HasMaxLength(100);
            row.Property(x => x.LastError).HasMaxLength(2000);
            row.Property(x => x.DroppedBy).HasMaxLength(60);
            row.Property(x => x.Reason).HasMaxLength(500);
        });
        modelBuilder.Entity<TakenRights>(row =>
        {
            row.ToTable("TakenRights").HasKey(x => x.Subject);
            row.Property(x => x.Subject).HasMaxLength(100);
            row.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<IdempotencyRecord>(row =>
        {
            row.ToTable("IdempotencyRecords").HasKey(x => x.Key);
            row.Property(x => x.Key).HasMaxLength(200);
            row.Property(x => x.RequestHash).HasMaxLength(64);
            row.Property(x => x.Rights).HasMaxLength(64);
            row.Property(x => x.ContentType).HasMaxLength(100);
            row.Property(x => x.Location).HasMaxLength(400);
            row.Property(x => x.ETag).HasMaxLength(60);
            row.HasIndex(x => x.AnsweredAt);
        });
    }

    private sealed class UtcConverter()
        : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);

    private sealed class UtcTicksConverter()
        : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>The relay on a transport that each test writes: slow, hanging, failing, or ending its process.</summary>
public sealed class RelayFaultTests
{
    private readonly ConcurrentQueue<string> delivered = new();

    [Fact]
    public async Task A_slow_delivery_delays_neither_other_keys_nor_deletions()
    {
        var (slow, other, end) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new TaskCompletionSource());
        await using var platform = await StartAsync((row, _) => Is(row, slow) ? end.Task : Task.CompletedTask);

        await PublishAsync(
            platform,
            FeedProbe.Event(slow, 1),
            FeedProbe.Event(other, 1),
            FeedProbe.Event(other, 2),
            FeedProbe.Event(other, 3)
        );

        await Eventually.TrueAsync(
            async () => (await RowsAsync(platform, other)).Count == 0,
            "the other key's messages are delivered and deleted"
        );
        Assert.Single(await RowsAsync(platform, slow));
        end.SetResult();
        await Eventually.TrueAsync(async () => (await RowsAsync(platform, slow)).Count == 0, "the slow message is delivered and deleted");
    }

    [Fact]
    public async Task A_relay_that_stops_deletes_what_was_delivered_and_gives_every_lease_back()
    {
        var (done, waiting) = (Guid.CreateVersion7(), Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToList());
        await using var platform = await StartAsync(
            (row, cancellation) => Is(row, done) ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellation),
            ("Lease", "00:05:00")
        );
        await PublishAsync(platform, waiting.Prepend(done).Select(dossier => FeedProbe.Event(dossier, 1)));
        await Eventually.TrueAsync(() => delivered.Count == Scripted.Most + 1, "one is delivered and as many as may be are under way");

        var relay = platform.Services.GetServices<IHostedService>().OfType<OutboxRelay<NotificationsDbContext>>().Single();
        await relay.StopAsync(CancellationToken.None);

        var rows = await RowsAsync(platform, [done, .. waiting]);
        Assert.Equal(waiting.Select(dossier => dossier.ToString()).Order(), rows.Select(row => row.OrderKey).Order());
        Assert.All(rows, row => Assert.Equal(((string?)null, (long?)null, 0), (row.LeaseOwner, row.LeaseUntil, row.Attempts)));
    }

    [Fact]
    public async Task A_delivery_that_never_ends_fails_before_its_lease_ends_and_holds_up_no_other()
    {
        var (hanging, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var platform = await StartAsync(
            (row, _) => Is(row, hanging) ? new TaskCompletionSource().Task : Task.CompletedTask,
            ("Lease", "00:00:02"),
            ("MaxAttempts", "2")
        );

        await PublishAsync(platform, FeedProbe.Event(hanging, 1), FeedProbe.Event(other, 1));

        var letter = await DeadAsync(platform, hanging);
        Assert.Contains("Giao bản tin quá 1.8 giây", letter.LastError!.Replace(',', '.'), StringComparison.Ordinal);
        Assert.Equal(2, letter.Attempts);
        Assert.Empty(await RowsAsync(platform, other));
    }

    [Fact]
    public async Task A_message_that_keeps_killing_its_process_becomes_a_dead_letter()
    {
        var (killer, innocent) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var platform = await StartAsync((_, _) => Task.CompletedTask, ("Lease", "00:00:06"));

        await AddAsync(platform, LeftBehind(killer, attempts: 12), LeftBehind(innocent, attempts: 1));

        Assert.Contains("dừng giữa chừng", (await DeadAsync(platform, killer)).LastError, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await RowsAsync(platform, innocent)).Count == 0, "what was beside it once is delivered");
        Assert.Equal([innocent.ToString()], delivered);
    }

    [Fact]
    public async Task The_relay_wakes_when_a_retry_is_due_however_long_its_interval_is()
    {
        var (dossier, failures) = (Guid.CreateVersion7(), 3);
        await using var platform = await StartAsync(
            (_, _) => failures-- > 0 ? throw new InvalidOperationException("This delivery fails on purpose.") : Task.CompletedTask,
            ("PollInterval", "00:01:00")
        );

        await PublishAsync(platform, FeedProbe.Event(dossier, 1));

        await Eventually.TrueAsync(async () => (await RowsAsync(platform, dossier)).Count == 0, "the fourth attempt has succeeded");
        Assert.Equal(4, delivered.Count);
    }

    [Theory]
    [InlineData("statement")]
    [InlineData("lock")]
    [InlineData("driver")]
    public async Task A_statement_that_fails_while_the_database_answers_counts_as_an_attempt(string kind)
    {
        var dossier = Guid.CreateVersion7();
        await using var platform = await StartAsync((_, _) => throw Failure(kind), ("MaxAttempts", "3"));

        await PublishAsync(platform, FeedProbe.Event(dossier, 1));

        Assert.Equal(3, (await DeadAsync(platform, dossier)).Attempts);
    }

    [Fact]
    public async Task An_unavailable_database_counts_no_attempt()
    {
        var (dossier, failures) = (Guid.CreateVersion7(), 4);
        await using var platform = await StartAsync(
            (_, _) => failures-- > 0 ? throw new NpgsqlException("Failed to connect", new SocketException(111)) : Task.CompletedTask,
            ("MaxAttempts", "1")
        );

        await PublishAsync(platform, FeedProbe.Event(dossier, 1));

        await Eventually.TrueAsync(async () => (await RowsAsync(platform, dossier)).Count == 0, "the message is delivered");
        Assert.Equal(5, delivered.Count);
    }

    /// <summary>A relay that was frozen beyond its lease still believes in its claim; so does one that claimed the row a second time
    /// itself.</summary>
    [Fact]
    public async Task A_relay_that_lost_its_lease_cannot_delete_release_or_postpone_the_row()
    {
        var dossier = Guid.CreateVersion7();
        await using var platform = await StartAsync(new ClosedTransport(), ("Lease", "00:10:00"));
        var (late, later) = (Store(platform), Store(platform));
        await PublishAsync(platform, FeedProbe.Event(dossier, 1));
        var first = Assert.Single(await late.ClaimAsync(1, CancellationToken.None));
        await LoseAsync();
        await ActAsync(late, first);
        var second = Assert.Single(await later.ClaimAsync(1, CancellationToken.None));
        await ActAsync(late, first);
        await LoseAsync();
        var third = Assert.Single(await later.ClaimAsync(1, CancellationToken.None));
        await later.PostponeAsync(second, "late", dead: true, CancellationToken.None);
        await later.GiveBackAsync([second], CancellationToken.None);

        var row = Assert.Single(await RowsAsync(platform, dossier));
        Assert.Equal((third.LeaseOwner, third.LeaseUntil, 3, false), (row.LeaseOwner, row.LeaseUntil, row.Attempts, row.Dead));

        async Task LoseAsync()
        {
            await using var scope = platform.Services.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Outbox;
            await outbox.ExecuteUpdateAsync(update => update.SetProperty(expired => expired.LeaseUntil, (long?)1));
            await later.RecoverAsync(new HashSet<long>(), CancellationToken.None);
        }
    }

    private static async Task ActAsync(OutboxStore<NotificationsDbContext> relay, OutboxRow claimed)
    {
        await relay.DeleteAsync([claimed], CancellationToken.None);
        await relay.GiveBackAsync([claimed], CancellationToken.None);
        await relay.PostponeAsync(claimed, "late", dead: true, CancellationToken.None);
    }

    private static OutboxStore<NotificationsDbContext> Store(TestPlatform platform) =>
        ActivatorUtilities.CreateInstance<OutboxStore<NotificationsDbContext>>(platform.Services);

    private static Exception Failure(string kind) =>
        kind switch
        {
            "statement" => new NpgsqlException("Exception while reading from stream", new TimeoutException()),
            "lock" => new SqliteException("database is locked", 5),
            _ => new NpgsqlException("A command is already in progress"),
        };

    private static bool Is(OutboxRow row, Guid dossier) => row.OrderKey == dossier.ToString();

    private Task<TestPlatform> StartAsync(
        Func<OutboxRow, CancellationToken, Task> deliver,
        params IEnumerable<(string Name, string Value)> settings
    ) => StartAsync(new Scripted(delivered, deliver), settings);

    private static Task<TestPlatform> StartAsync(ITransport transport, params IEnumerable<(string Name, string Value)> settings)
    {
        var all = settings
            .Prepend((Name: "FirstBackOff", Value: "00:00:00.010"))
            .ToDictionary(pair => "Messaging:" + pair.Name, pair => (string?)pair.Value);
        return TestPlatform.StartAsync(FeedProbe.Start, all, services => services.AddSingleton(transport), new NotificationsModule());
    }

    /// <summary>Commits as a slice does: the relay is signalled.</summary>
    private static async Task PublishAsync(TestPlatform platform, params IEnumerable<DossierClosed> events)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<NotificationsDbContext>>();
        await using var work = await transactions.BeginAsync(CancellationToken.None);
        foreach (var @event in events)
        {
            transactions.Db.Publish(@event, @event.EventId, @event.DossierId.ToString(), @event.OccurredAt);
        }

        await transactions.Db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
    }

    private static async Task AddAsync(TestPlatform platform, params OutboxRow[] rows)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        db.Outbox.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>A row as a process leaves it that ends while it delivers; its lease is over.</summary>
    private static OutboxRow LeftBehind(Guid dossier, int attempts) =>
        new()
        {
            MessageId = Guid.CreateVersion7(),
            Type = typeof(DossierClosed).FullName!,
            Body = "{}",
            OrderKey = dossier.ToString(),
            CreatedAt = FeedProbe.Start,
            LeaseOwner = "a process that ended",
            LeaseUntil = 1,
            Attempts = attempts,
        };

    private static async Task<List<OutboxRow>> RowsAsync(TestPlatform platform, params IEnumerable<Guid> dossiers)
    {
        var keys = dossiers.Select(dossier => dossier.ToString()).ToList();
        await using var scope = platform.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<NotificationsDbContext>()
            .Outbox.AsNoTracking()
            .Where(row => keys.Contains(row.OrderKey))
            .ToListAsync();
    }

    private static async Task<OutboxRow> DeadAsync(TestPlatform platform, Guid dossier)
    {
        await Eventually.TrueAsync(async () => (await RowsAsync(platform, dossier)) is [{ Dead: true }], "the message is a dead letter");
        return (await RowsAsync(platform, dossier))[0];
    }

    private sealed class Scripted(ConcurrentQueue<string> delivered, Func<OutboxRow, CancellationToken, Task> deliver) : ITransport
    {
        public const int Most = 4;

        public bool Ready => true;

        public int AtOnce => Most;

        public Task DeliverAsync(OutboxRow row, CancellationToken cancellation)
        {
            delivered.Enqueue(row.OrderKey);
            return deliver(row, cancellation);
        }
    }
}

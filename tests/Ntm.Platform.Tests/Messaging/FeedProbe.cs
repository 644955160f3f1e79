using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Testing;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>
/// A service with a real outbox, inbox and consumer: the feed. Its consumer refuses an event whose predecessor is
/// missing, which makes an event that fails for as long as a test wants.
/// </summary>
public sealed class FeedProbe : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);

    public TestPlatform Platform { get; private set; } = null!;

    internal RecordingHandler Handler { get; } = new();

    public async ValueTask InitializeAsync() =>
        Platform = await TestPlatform.StartAsync(
            Start,
            new Dictionary<string, string?> { ["Messaging:MaxAttempts"] = "3", ["Messaging:FirstBackOff"] = "00:00:00.010" },
            services => services.AddSingleton<ITimerHandler<NotificationsDbContext>>(Handler),
            new NotificationsModule()
        );

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    public static DossierClosed Event(Guid dossier, long sequence) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start,
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = "18175",
            UnitPath = "42/439/18175",
            Outcome = "Recognised",
        };

    /// <summary>Commits events to the outbox in one transaction, as a slice does.</summary>
    public async Task CommitAsync(params IEnumerable<DossierClosed> events)
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        foreach (var @event in events)
        {
            db.Publish(@event, @event.EventId, @event.DossierId.ToString(), @event.OccurredAt);
        }

        await db.SaveChangesAsync();
    }

    internal async Task<T> ReadAsync<T>(Func<NotificationsDbContext, Task<T>> read)
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<NotificationsDbContext>());
    }

    internal Task<List<FeedEvent>> FeedAsync(params Guid[] dossiers) =>
        ReadAsync(db =>
            db.Feed.AsNoTracking().Where(row => dossiers.Contains(row.DossierId!.Value)).OrderBy(row => row.Position).ToListAsync()
        );

    public Task<int> WaitingAsync(Guid dossier) => ReadAsync(db => db.Outbox.CountAsync(row => row.OrderKey == dossier.ToString()));

    public Task<bool> DeadAsync(Guid dossier) => ReadAsync(db => db.Outbox.AnyAsync(row => row.OrderKey == dossier.ToString() && row.Dead));

    internal sealed class RecordingHandler : ITimerHandler<NotificationsDbContext>
    {
        public List<string> Fired { get; } = [];

        public int FailuresLeft { get; set; }

        public string Kind => "probe";

        public Task FireAsync(NotificationsDbContext db, Timer timer, CancellationToken cancellation)
        {
            if (timer.Payload == "fail" && FailuresLeft-- > 0)
            {
                throw new InvalidOperationException("This timer fails on purpose.");
            }

            lock (Fired)
            {
                Fired.Add(timer.Key);
            }

            return Task.CompletedTask;
        }
    }
}

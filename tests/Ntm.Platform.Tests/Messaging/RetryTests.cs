using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>Events from a broker that a consumer failed on, and what a handled event of their order key does to them.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private const int LongWait = 600_000;

    private TestPlatform platform = null!;

    private DeliveryRetries Retries => DeliveryRetries.Of(platform.Services, "notifications");

    private OutboxStore<NotificationsDbContext> Relay =>
        ActivatorUtilities.CreateInstance<OutboxStore<NotificationsDbContext>>(platform.Services);

    /// <summary>The platform's own relay has nothing to deliver with, so that each test acts in its place.</summary>
    public async ValueTask InitializeAsync() =>
        platform = await TestPlatform.StartAsync(
            FeedProbe.Start,
            new Dictionary<string, string?> { ["Messaging:FirstBackOff"] = "00:10:00" },
            services => services.AddSingleton<ITransport, ClosedTransport>(),
            new NotificationsModule()
        );

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_waiting_retry_is_due_with_all_its_attempts_once_an_event_of_its_key_was_handled()
    {
        var relay = Relay;
        await StoreAsync("a");
        await StoreAsync("b");
        foreach (var row in await relay.ClaimAsync(2, CancellationToken.None))
        {
            await relay.PostponeAsync(row, "too early", dead: false, CancellationToken.None);
        }

        Assert.InRange((await relay.NextDueAsync(CancellationToken.None))!.Value.TotalMilliseconds, LongWait / 2, LongWait * 2);
        await Retries.WakeAsync("a", CancellationToken.None);

        var woken = Assert.Single(await relay.ClaimAsync(2, CancellationToken.None));
        Assert.Equal((OutboxRow.RetryPrefix + "a", 1), (woken.OrderKey, woken.Attempts));
    }

    [Fact]
    public async Task One_that_was_tried_while_the_event_it_waits_for_came_is_due_at_once()
    {
        var relay = Relay;
        await StoreAsync("a");
        var tried = Assert.Single(await relay.ClaimAsync(1, CancellationToken.None));

        await Retries.WakeAsync("a", CancellationToken.None);
        await relay.PostponeAsync(tried, "too early", dead: false, CancellationToken.None);

        Assert.Equal(TimeSpan.Zero, await relay.NextDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_delivered_retry_wakes_the_others_of_its_key_and_no_dead_letter()
    {
        var relay = Relay;
        await StoreAsync("a");
        await StoreAsync("a");
        await StoreAsync("a", dead: true);
        var first = Assert.Single(await relay.ClaimAsync(3, CancellationToken.None));
        await relay.PostponeAsync(first, "too early", dead: false, CancellationToken.None);
        var second = Assert.Single(await relay.ClaimAsync(3, CancellationToken.None));

        await relay.DeleteAsync([second], CancellationToken.None);

        Assert.Equal(first.Seq, Assert.Single(await relay.ClaimAsync(3, CancellationToken.None)).Seq);
        await using var scope = platform.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Outbox.CountAsync(row => row.Dead));
    }

    private Task StoreAsync(string orderKey, bool dead = false) =>
        Retries.StoreAsync(
            new FailedDelivery(Guid.CreateVersion7(), "Ntm.Contracts.Dossier.V1.DossierClosed", "{}", orderKey, "on-dossier-event"),
            "came too early",
            dead,
            CancellationToken.None
        );
}

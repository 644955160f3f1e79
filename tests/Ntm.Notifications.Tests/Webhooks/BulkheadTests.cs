using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Notifications.Delivery;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>No endpoint harms another, and no two processes send for one at once.</summary>
public sealed class BulkheadTests
{
    [Fact]
    public async Task Endpoints_that_hang_hold_up_none_that_answer()
    {
        // More of them than there are connections.
        await using var platform = await WebhookPlatform.StartAsync(settings: ("Notifications:Webhooks:MostConnections", "8"));
        await using var hanging = await Receiver.StartAsync();
        await using var healthy = await Receiver.StartAsync();
        hanging.Answer = (_, _) => Task.Delay(Timeout.Infinite, hanging.Closing).ContinueWith(_ => { }, TaskScheduler.Default);
        for (var one = 0; one < 12; one++)
        {
            await platform.SubscribeAsync(hanging);
        }

        await platform.SubscribeAsync(healthy);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await hanging.ReceivedAsync(12);
        await healthy.ReceivedAsync(1);

        // From here on those that hang have failed; each of their requests takes a second, and they have two connections.
        var watch = Stopwatch.StartNew();
        for (var one = 0; one < 40; one++)
        {
            await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        }

        await healthy.ReceivedAsync(41);
        var hung = hanging.Deliveries.Count - 12;

        // Had they shared the connections, forty rounds of twelve requests of a second each would have come first.
        Assert.True(hung < 40 * 12 / 2, $"{hung} requests hung within {watch.Elapsed}");
    }

    [Fact]
    public async Task Two_processes_share_the_subscriptions_and_never_send_for_one_at_once()
    {
        Assert.SkipWhen(TestPlatform.Provider is DatabaseProvider.Sqlite, "A SQLite database is one process's alone.");
        await using var platform = await WebhookPlatform.StartAsync();
        var services = platform.Services;
        var leases = ActivatorUtilities.CreateInstance<LeaseStore>(services);
        using var signal = new WebhookSignal();
        using var second = ActivatorUtilities.CreateInstance<WebhookDispatcher>(services, leases, signal);
        await second.StartAsync(default);
        var receivers = new List<Receiver>();
        var (running, most) = (new ConcurrentDictionary<Receiver, int>(), 0);
        for (var one = 0; one < 4; one++)
        {
            var receiver = await Receiver.StartAsync();
            receivers.Add(receiver);
            receiver.Answer = async (_, _) =>
            {
                var now = running.AddOrUpdate(receiver, 1, (_, before) => before + 1);
                InterlockedMax(ref most, now);
                await Task.Yield();
                running.AddOrUpdate(receiver, 0, (_, before) => before - 1);
            };
            await platform.SubscribeAsync(receiver, new { concurrency = 1 });
        }

        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await Eventually.TrueAsync(async () => await OwnersAsync(platform) == 2, "both processes to have subscriptions");
        for (var one = 0; one < 25; one++)
        {
            await platform.EventsAsync(Guid.CreateVersion7(), 1, 4);
        }

        foreach (var receiver in receivers)
        {
            await receiver.ReceivedAsync(101);
            Assert.Equal(101, receiver.Deliveries.Count);
            Assert.Equal(101, receiver.Deliveries.Select(one => one.Id).Distinct().Count());
        }

        Assert.Equal(1, most);
        await second.StopAsync(default);
        Assert.Equal(1, await OwnersAsync(platform));
        foreach (var receiver in receivers)
        {
            await receiver.DisposeAsync();
        }
    }

    private static Task<int> OwnersAsync(TestPlatform platform) =>
        platform.QueryAsync(db =>
            db.SubscriptionProgress.Where(row => row.LeaseOwner != null).Select(row => row.LeaseOwner).Distinct().CountAsync()
        );

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}

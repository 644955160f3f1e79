using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Hosting;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Messaging.Tests;

/// <summary>One service with two consumers of the same event, each with a queue of its own.</summary>
public sealed class TwoConsumersTests
{
    private const string First = "notifications.first";
    private const string Second = "notifications.second";

    [Fact]
    public async Task An_event_that_two_consumers_fail_on_is_retried_for_each_alone()
    {
        var (module, @event) = (new TwoConsumers(), World.Event(Guid.CreateVersion7(), 1));
        await using var world = new World(await RabbitMqServer.SharedAsync());
        await world.DeployAsync(World.NewSender(), module);
        var receiver = await world.StartAsync("notifications", module, ("Messaging:MaxAttempts", "1000"));
        await World.CommitAsync(await world.SenderAsync(), @event);

        await RetriesAreAsync([First, Second], []);
        module.Able[Second] = true;
        await RetriesAreAsync([First], [Second]);
        module.Able[First] = true;
        await RetriesAreAsync([], [First, Second]);

        Task RetriesAreAsync(string[] kept, string[] handled) =>
            Eventually.TrueAsync(
                async () =>
                    (await World.OutboxAsync(receiver)).Select(row => row.ConsumerId).Order().SequenceEqual(kept)
                    && (await HandledAsync()).Order().SequenceEqual(handled),
                $"{kept.Length} failures are kept, {handled.Length} consumers have handled the event"
            );

        Task<List<string>> HandledAsync() =>
            World.ReadAsync(
                receiver,
                db => db.Inbox.Where(row => row.MessageId == @event.EventId).Select(row => row.ConsumerId).ToListAsync()
            );
    }

    private sealed class TwoConsumers : IModule
    {
        public ConcurrentDictionary<string, bool> Able { get; } = new();

        public string Name => "notifications";

        public string RoutePrefix => "notifications";

        public void AddServices(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton(this);
            builder.Services.AddServiceDatabase<
                NotificationsDbContext,
                SqliteNotificationsDbContext,
                PostgreSqlNotificationsDbContext,
                SqlServerNotificationsDbContext
            >(builder.Configuration, Name, "Ntm.Notifications.Migrations");
        }

        public void AddConsumers(IRegistrationConfigurator consumers)
        {
            consumers.AddConsumer<OnClosedFirst>();
            consumers.AddConsumer<OnClosedSecond>();
        }

        public void MapEndpoints(RouteGroupBuilder routes) => routes.UseCommands<NotificationsDbContext>();
    }

    [ConsumerId(First)]
    private sealed class OnClosedFirst(ConsumerServices<NotificationsDbContext> services, TwoConsumers module)
        : Consumer(services, module, First);

    [ConsumerId(Second)]
    private sealed class OnClosedSecond(ConsumerServices<NotificationsDbContext> services, TwoConsumers module)
        : Consumer(services, module, Second);

    /// <summary>Fails until it is able.</summary>
    private abstract class Consumer(ConsumerServices<NotificationsDbContext> services, TwoConsumers module, string id)
        : EventConsumer<NotificationsDbContext, DossierClosed>(services)
    {
        protected override Task HandleAsync(DossierClosed @event, CancellationToken cancellation) =>
            module.Able.ContainsKey(id) ? Task.CompletedTask : throw new InvalidOperationException($"{id} is not able yet.");
    }
}

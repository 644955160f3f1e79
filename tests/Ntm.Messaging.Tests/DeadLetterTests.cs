using System.Net;
using System.Net.Http.Json;
using Ntm.Commands;
using Ntm.Testing;
using Ntm.Web;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ntm.Messaging.Tests;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Queue = "notifications.on-dossier-event";
    private const string Closed = "Ntm.Contracts.Dossier.V1.DossierClosed";
    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Poison_ends_in_the_list_with_its_reason_and_others_pass()
    {
        var receiver = await world.ReceiverAsync(("Messaging:MaxAttempts", "3"));
        var (poison, other) = (World.Event(Guid.CreateVersion7(), 5), World.Event(Guid.CreateVersion7(), 1));
        await world.SendAsync(poison);
        await world.SendAsync(other);

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, other.DossierId)).Count == 1, "the other dossier goes on");
        var letter = await LetterAsync(receiver, poison.EventId);

        Assert.Contains("came before event 4", letter.Reason, StringComparison.Ordinal);
        Assert.Equal(3, letter.Attempts);
        Assert.Equal(Closed, letter.Type);
    }

    [Fact]
    public async Task An_event_that_overtook_its_predecessors_finds_its_place_without_an_operator()
    {
        var receiver = await world.ReceiverAsync();
        var dossier = Guid.CreateVersion7();
        await world.SendAsync(World.Event(dossier, 2));
        await world.SendAsync(World.Event(dossier, 3));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 2, "both are kept");

        await world.SendAsync(World.Event(dossier, 1));

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 3, "all three are in the feed");
        Assert.Equal([1L, 2L, 3L], (await World.FeedAsync(receiver, dossier)).Select(row => row.Sequence));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 0, "nothing is kept any more");
    }

    /// <summary>More of them than an event has attempts, and each would wait ten minutes for its turn.</summary>
    [Fact]
    public async Task What_waits_for_a_predecessor_is_tried_as_soon_as_that_has_come_and_loses_no_attempt()
    {
        var receiver = await world.ReceiverAsync(("Messaging:FirstBackOff", "00:10:00"), ("Messaging:MaxAttempts", "3"));
        var dossier = Guid.CreateVersion7();
        for (var sequence = 6; sequence > 0; sequence--)
        {
            await world.SendAsync(World.Event(dossier, sequence));
        }

        await Eventually.TrueAsync(
            async () => (await World.FeedAsync(receiver, dossier)).Count == 6 && (await World.OutboxAsync(receiver)).Count == 0,
            "all six are in the feed, nothing is kept"
        );
    }

    [Fact]
    public async Task An_operator_replays_a_dead_letter_after_the_cause_is_gone()
    {
        var receiver = await world.ReceiverAsync(("Messaging:MaxAttempts", "1"));
        var dossier = Guid.CreateVersion7();
        var second = World.Event(dossier, 2);
        await world.SendAsync(second);
        var letter = await LetterAsync(receiver, second.EventId);
        await world.SendAsync(World.Event(dossier, 1));
        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 1, "the cause is gone");

        var answer = await Operator(receiver).PostAsync($"/notifications/dead-letters/{letter.Seq}/replay", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 2, "the replayed event is in the feed");
    }

    [Theory]
    [InlineData("unknown", "Không biết loại bản tin")]
    [InlineData("foreign", "Không biết loại bản tin")]
    [InlineData("broken", "không phải JSON đúng")]
    [InlineData("deep", "không phải JSON đúng, hoặc lồng quá sâu")]
    [InlineData("large", "quá 262144 byte")]
    [InlineData("incomplete", "DossierClosed")]
    public async Task An_unreadable_message_is_listed_with_its_reason_and_holds_back_no_other(string fault, string reason)
    {
        var receiver = await world.ReceiverAsync(("Messaging:MaxAttempts", "1"));
        var (id, later) = (Guid.CreateVersion7(), World.Event(Guid.CreateVersion7(), 1));
        var (type, body) = fault switch
        {
            "unknown" => ("Ntm.Contracts.Dossier.V9.DossierVanished", "{}"),
            "foreign" => ("System.Diagnostics.Process", "{}"),
            "broken" => (Closed, "{\"dossierId\":"),
            "deep" => (Closed, string.Concat(Enumerable.Repeat("{\"a\":", 33)) + "1" + new string('}', 33)),
            "large" => (Closed, "{\"outcome\":\"" + new string('x', 300_000) + "\"}"),
            _ => (Closed, "{}"),
        };
        await world.SendRawAsync(Queue, body, type, id, later.DossierId.ToString());
        await world.SendAsync(later);

        await Eventually.TrueAsync(
            async () => (await World.FeedAsync(receiver, later.DossierId)).Count == 1,
            "the next message is handled"
        );
        Assert.Contains(reason, (await LetterAsync(receiver, id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_kills_its_consumers_again_and_again_ends_in_the_list()
    {
        await using var own = new World(world.Server);
        await own.DeployAsync(World.NewSender(), new Notifications.NotificationsModule());
        var @event = World.Event(Guid.CreateVersion7(), 1);
        await own.SendAsync(@event);
        await using (var connection = await own.ConnectAsync("ntm-notifications"))
        {
            await using var channel = await connection.CreateChannelAsync();
            var killed = new AsyncEventingBasicConsumer(channel);
            killed.ReceivedAsync += async (_, delivery) =>
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true);
            await channel.BasicConsumeAsync(Queue, autoAck: false, killed);
            await Eventually.TrueAsync(
                async () => (await channel.QueueDeclarePassiveAsync("notifications.dead-letters")).MessageCount == 1,
                "the broker gives the message up"
            );
        }

        var receiver = await own.ReceiverAsync();

        var letter = await LetterAsync(receiver, @event.EventId);
        Assert.Contains("delivery_limit", letter.Reason, StringComparison.Ordinal);
        Assert.Contains(Queue, letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_can_neither_read_anothers_queue_nor_speak_in_anothers_name()
    {
        await using var connection = await world.ConnectAsync("ntm-assessment");
        foreach (
            var forbidden in (Func<IChannel, Task>[])
                [
                    async channel => await channel.BasicGetAsync(Queue, autoAck: true),
                    async channel => await channel.QueueDeclareAsync(Queue + "-too", durable: true, exclusive: false, autoDelete: false),
                    async channel =>
                        await channel.BasicPublishAsync(
                            "Ntm.Contracts.Dossier.V1:DossierClosed",
                            "",
                            mandatory: true,
                            new BasicProperties(),
                            new byte[1]
                        ),
                ]
        )
        {
            await using var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
            );
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => forbidden(channel));
            Assert.Contains("ACCESS_REFUSED", refusal + channel.CloseReason?.ToString(), StringComparison.Ordinal);
        }
    }

    private static HttpClient Operator(TestPlatform platform) => platform.As("operator", "administrator@42");

    private static async Task<DeadLetter> LetterAsync(TestPlatform platform, Guid messageId)
    {
        DeadLetter? found = null;
        await Eventually.TrueAsync(
            async () =>
                (
                    found = (
                        await Operator(platform).GetFromJsonAsync<Page<DeadLetter>>("/notifications/dead-letters?limit=100")
                    )!.Items.FirstOrDefault(letter => letter.MessageId == messageId)
                )
                    is not null,
            "the message is listed as dead"
        );
        return found!;
    }
}

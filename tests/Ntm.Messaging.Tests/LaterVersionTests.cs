using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>Events of a version that this one does not know, and events for a unit that they do not belong to.</summary>
public sealed class LaterVersionTests : IAsyncLifetime
{
    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Kept on the way, it goes through relay, broker, the consumer's own rows and its relay.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_field_that_this_version_does_not_know_comes_into_the_feed_as_it_was_written(int sequence)
    {
        var (sender, receiver) = (await world.SenderAsync(), await world.ReceiverAsync());
        var dossier = Guid.CreateVersion7();
        var @event = World.Event(dossier, sequence);
        var json = JsonSerializer.SerializeToNode(@event, EventJson.Options)!.AsObject();
        json["signedBy"] = new JsonObject { ["name"] = "Nguyễn Văn A" };
        await World.ReadAsync(
            sender,
            db =>
            {
                db.Outbox.Add(
                    new OutboxRow
                    {
                        MessageId = @event.EventId,
                        Type = @event.GetType().FullName!,
                        Body = json.ToJsonString(EventJson.Options),
                        OrderKey = dossier.ToString(),
                        CreatedAt = World.Start,
                    }
                );
                return db.SaveChangesAsync();
            }
        );
        if (sequence > 1)
        {
            await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 1, "the event was received and kept");
            await World.CommitAsync(sender, World.Event(dossier, 1));
        }

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == sequence, "the event is in the feed");

        var data = JsonElement.Parse((await World.FeedAsync(receiver, dossier))[^1].Said!);
        Assert.Equal("Nguyễn Văn A", data.GetProperty("signedBy").GetProperty("name").GetString());
        Assert.Equal(sequence, data.GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_waits_for_a_replica_that_knows_it()
    {
        var receiver = await world.ReceiverAsync();
        var (id, later) = (Guid.CreateVersion7(), World.Event(Guid.CreateVersion7(), 1));
        await world.SendRawAsync(
            "notifications.on-dossier-event",
            "{}",
            "Ntm.Contracts.Dossier.V1.DossierPaused",
            id,
            later.DossierId.ToString()
        );
        await world.SendAsync(later);

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, later.DossierId)).Count == 1, "the next event is handled");
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)) is [{ Attempts: > 1 }], "it is tried again");

        var kept = Assert.Single(await World.OutboxAsync(receiver));
        Assert.Equal("Không biết loại bản tin “Ntm.Contracts.Dossier.V1.DossierPaused”.", kept.LastError);
        Assert.False(kept.Dead);
    }

    [Fact]
    public async Task An_event_that_names_another_unit_than_its_dossiers_is_dead_lettered_at_once()
    {
        var receiver = await world.ReceiverAsync();
        var dossier = Guid.CreateVersion7();
        await world.SendAsync(World.Event(dossier, 1));
        await world.SendAsync(World.Event(dossier, 2) with { UnitCode = "18178", UnitPath = "42/439/18178" });
        await world.SendAsync(World.Event(dossier, 2));

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 2, "the dossier goes on");

        var dead = Assert.Single(await World.OutboxAsync(receiver));
        Assert.Equal(
            (true, 0, "Bản tin ghi đơn vị 42/439/18178, nhưng nội dung mà nó thay đổi thuộc đơn vị 42/439/18175."),
            (dead.Dead, dead.Attempts, dead.LastError)
        );
        Assert.All(await World.FeedAsync(receiver, dossier), row => Assert.Equal("42/439/18175", row.UnitPath));
        Assert.Equal(2, await World.ReadAsync(receiver, db => db.Inbox.CountAsync()));
    }
}

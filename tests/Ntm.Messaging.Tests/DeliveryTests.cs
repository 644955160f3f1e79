using Ntm.Testing;

namespace Ntm.Messaging.Tests;

public sealed class DeliveryTests : IAsyncLifetime
{
    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_fact_of_one_service_has_its_effect_in_another_and_leaves_the_outbox()
    {
        var sender = await world.SenderAsync();
        var receiver = await world.ReceiverAsync();
        var dossier = Guid.CreateVersion7();

        await World.CommitAsync(sender, World.Fact(dossier, 1), World.Fact(dossier, 2));

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 2, "both facts are in the feed");
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)).Count == 0, "the outbox is empty");
    }
}

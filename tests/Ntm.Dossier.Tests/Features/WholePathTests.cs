using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class WholePathTests
{
    [Fact]
    public async Task A_three_tier_commune_is_recognised_and_every_event_has_its_gapless_number()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var voted = await app.VoteAsync(id, "2023-02-01");
        var end = await app.RecogniseAsync(id, "2023-02-01");

        Assert.Equal(["decision"], voted.Open);
        Assert.Equal("Recognised", end.Body.GetProperty("status").GetString());
        Assert.Empty(end.Open);
        Assert.Equal("Recognised", (await app.Events.WaitForAsync<DossierClosed>())[0].Outcome);
        var events = app.Events.All;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(@event => @event.Sequence));
    }
}

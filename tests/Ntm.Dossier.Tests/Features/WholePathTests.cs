using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class WholePathTests
{
    [Fact]
    public async Task A_three_tier_commune_is_recognised_and_every_fact_has_its_gapless_number()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var voted = await app.VoteAsync(id, "2023-02-01");
        var end = await app.RecogniseAsync(id, "2023-02-01");

        Assert.Equal(["decision"], voted.Open);
        Assert.Equal("Recognised", end.Body.GetProperty("status").GetString());
        Assert.Empty(end.Open);
        Assert.Equal("Recognised", (await app.Facts.WaitForAsync<DossierClosed>())[0].Outcome);
        var facts = app.Facts.All;
        Assert.Equal(Enumerable.Range(1, facts.Count).Select(number => (long)number), facts.Select(fact => fact.Sequence));
    }
}

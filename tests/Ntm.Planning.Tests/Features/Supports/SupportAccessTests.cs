using Ntm.Planning.Features.Supports;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Supports;

/// <summary>The households are made up.</summary>
public sealed class SupportAccessTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    /// <summary>Grants at the commune, its village, the district, the province and another commune.</summary>
    [Theory]
    [InlineData("officer@commune", 200, 200, 403)]
    [InlineData("officer@commune#LHPN", 200, 200, 403)]
    [InlineData("leader@commune", 200, 200, 200)]
    [InlineData("auditor@commune", 200, 403, 403)]
    [InlineData("reporter@village", 404, 404, 404)]
    [InlineData("officer@village", 404, 404, 404)]
    [InlineData("reporter@commune", 404, 404, 404)]
    [InlineData("officer@district", 404, 404, 404)]
    [InlineData("leader@district", 404, 404, 404)]
    [InlineData("auditor@province", 404, 404, 404)]
    [InlineData("leader@other", 404, 404, 404)]
    [InlineData("leader@abroad", 404, 404, 404)]
    public async Task The_communes_own_people_alone_see_and_act(string grant, int read, int confirm, int approve)
    {
        var register = await SupportRegister.NewAsync(fixture);
        var support = await register.EnteredAsync();
        var by = fixture.Platform.As("somebody", await GrantAsync(grant, register));

        var detail = await by.GetAsync($"planning/supports/{support.Id}");
        var confirmed = await SupportRegister.ActAsync(by, support.Id, "design");
        if (!confirmed.IsSuccessStatusCode)
        {
            await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Officer, support.Id, "design"));
        }

        var approved = await SupportRegister.ActAsync(by, support.Id, "approval");

        Assert.Equal((read, confirm, approve), ((int)detail.StatusCode, (int)confirmed.StatusCode, (int)approved.StatusCode));
        if (read == 404)
        {
            Assert.Equal((404, "planning.support_not_found", null), await RefusalAsync(approved));
        }

        var list = await by.GetStringAsync("planning/supports");
        Assert.Equal(read == 200, list.Contains($"{support.Id}", StringComparison.Ordinal));
        var texts = new[] { await confirmed.Content.ReadAsStringAsync(), await approved.Content.ReadAsStringAsync(), list };
        Assert.All(texts, NamesNobody);
        Assert.Equal(read == 200, (await detail.Content.ReadAsStringAsync()).Contains(SupportRegister.Head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_others_read_of_a_plan_names_no_household()
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 1_000_000);
        var support = await register.ApprovedAsync();
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Officer, support.Id, "payment"));
        var program = fixture.Platform.AsProgram("42", "planning:read");
        var neighbour = fixture.Reporter(Village(register.Commune, 2));

        foreach (var path in new[] { "supports/summary", "funds", "fund-entries", "model-sites", "progress" })
        {
            NamesNobody(await neighbour.GetStringAsync($"planning/plans/{register.Plan}/{path}"));
        }

        NamesNobody(await program.GetStringAsync($"planning/plans/{register.Plan}/supports/summary"));
        NamesNobody(await program.GetStringAsync($"planning/plans/{register.Plan}/funds"));
        Assert.Equal(403, (int)(await program.GetAsync("planning/supports")).StatusCode);
        Assert.Equal(403, (int)(await program.GetAsync($"planning/supports/{support.Id}")).StatusCode);
        var counts = await GetAsync<List<SupportCount>>(neighbour, $"planning/plans/{register.Plan}/supports/summary");
        Assert.Equal([(0, 0, 1, 1_000_000L)], counts.Select(row => (row.Waiting, row.Approved, row.Paid, row.PaidAmount)));
    }

    private static void NamesNobody(string text)
    {
        foreach (var name in new[] { SupportRegister.Head, SupportRegister.Address, SupportRegister.Code })
        {
            Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<string> GrantAsync(string grant, SupportRegister register)
    {
        var place = grant.Split('@')[1].Split('#')[0];
        var path = place switch
        {
            "commune" => register.Commune,
            "village" => register.Village,
            "district" => "42/439",
            "province" => "42",
            "other" => await fixture.CommuneAsync(),
            _ => "38",
        };
        return grant.Replace("@" + place, "@" + path, StringComparison.Ordinal);
    }
}

using Ntm.Planning.Features.ModelSites;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.ModelSites;

public sealed class ModelSiteAccessTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    /// <summary>Who reads a garden, registers another one, notes a criterion, names a helper and notes the recognition, for which a
    /// criterion is missing.</summary>
    [Theory]
    [InlineData("officer@commune", 200, 200, 200, 200, 403)]
    [InlineData("officer@commune#LHPN", 200, 200, 200, 200, 403)]
    [InlineData("leader@commune", 200, 200, 200, 200, 409)]
    [InlineData("auditor@commune", 200, 403, 403, 403, 403)]
    [InlineData("reporter@village", 200, 403, 403, 403, 403)]
    [InlineData("officer@village", 200, 403, 403, 403, 403)]
    [InlineData("leader@district", 200, 403, 403, 403, 403)]
    [InlineData("leader@other", 200, 403, 403, 403, 403)]
    [InlineData("leader@abroad", 404, 404, 404, 404, 404)]
    public async Task Role_and_unit_say_who_reads_and_who_acts(string grant, int read, int register, int note, int help, int recognise)
    {
        var (commune, plan) = await NewAsync();
        var site = await RegisteredAsync(commune, plan, 1);
        var place = grant.Split('@')[1].Split('#')[0];
        var path = place switch
        {
            "commune" => commune,
            "village" => Village(commune, 1),
            "district" => "42/439",
            "other" => await fixture.CommuneAsync(),
            _ => "38",
        };
        var by = fixture.Platform.As("somebody", grant.Replace("@" + place, "@" + path, StringComparison.Ordinal));

        var found = (
            (int)(await by.GetAsync($"planning/model-sites/{site.Id}")).StatusCode,
            (int)(await PutAsync(by, Guid.CreateVersion7(), Site(commune, plan, 2))).StatusCode,
            (int)(await ActAsync(by, site.Id, "criteria")).StatusCode,
            (int)(await ActAsync(by, site.Id, "help")).StatusCode,
            (int)(await ActAsync(by, site.Id, "recognition")).StatusCode
        );

        Assert.Equal((read, register, note, help, recognise), found);
        var after = await GetAsync<ModelSiteDetail>(fixture.Officer(commune), $"planning/model-sites/{site.Id}");
        Assert.Equal(
            (note == 200 ? 1 : 0, help == 200 ? "CT" : null, null),
            (after.Site.Met, after.Site.HelpedBy, after.Site.RecognisedBy)
        );
    }

    [Fact]
    public async Task What_is_refused_or_stale_names_its_place_and_changes_nothing()
    {
        var (commune, plan) = await NewAsync();
        var (officer, leader) = (fixture.Officer(commune), fixture.Leader(commune));
        var site = await RegisteredAsync(commune, plan, 1);
        var draft = (await fixture.DraftAsync(commune, SmallPlan.Content("09/KH-BCĐ"))).Id;
        var before = await StateAsync();

        await RefusedAsync((404, "planning.plan_not_found", "planId"), Site(commune, Guid.CreateVersion7(), 2));
        await RefusedAsync((409, "planning.not_published", "planId"), Site(commune, draft, 2));
        await RefusedAsync((400, "planning.unit_not_of_plan", "villageCode"), Site(commune, plan, 2, village: "99999-01"));
        await RefusedAsync((400, "planning.not_village", "villageCode"), Site(commune, plan, 2, village: CodeOf(commune)));
        await RefusedAsync((400, "planning.garden_number", "number"), Site(commune, plan, 0));
        await RefusedAsync((400, "planning.garden_number", "number"), Site(commune, plan, 1, kind: "area"));
        await RefusedAsync((400, "planning.body_unknown", "helpedBy"), Site(commune, plan, 2, helpedBy: "X"));
        await RefusedAsync((409, "planning.model_site_exists", null), Site(commune, plan, 1));
        Assert.Equal(
            (409, "planning.model_site_id_taken", "id"),
            await RefusalAsync(await PutAsync(officer, site.Id, Site(commune, plan, 2)))
        );
        foreach (var act in new[] { "criteria", "help", "recognition" })
        {
            Assert.Equal((412, "request.stale", null), await RefusalAsync(await ActAsync(leader, site.Id, act, 0)));
            Assert.Equal(
                (404, "planning.model_site_not_found", null),
                await RefusalAsync(await ActAsync(leader, Guid.CreateVersion7(), act))
            );
        }

        var ahead = await leader.SendAsync(
            HttpMethod.Post,
            $"planning/model-sites/{site.Id}/recognition",
            new { documentNumber = "45/QĐ-UBND", day = "2023-03-02" }
        );
        Assert.Equal((400, "planning.document_in_future", "day"), await RefusalAsync(ahead));
        Assert.Equal(
            (400, "planning.kind_unknown", "kind"),
            await RefusalAsync(await officer.GetAsync($"planning/plans/{plan}/model-sites?kind=park"))
        );

        Assert.Equal(before, await StateAsync());
        (await leader.PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        await RefusedAsync((409, "planning.plan_closed", "planId"), Site(commune, plan, 2));

        async Task RefusedAsync((int, string?, string?) expected, object body) =>
            Assert.Equal(expected, await RefusalAsync(await PutAsync(officer, Guid.CreateVersion7(), body)));

        async Task<string> StateAsync() =>
            await officer.GetStringAsync($"planning/model-sites/{site.Id}")
            + string.Join('\n', await officer.PagesAsync($"planning/plans/{plan}/model-sites", 100));
    }

    [Fact]
    public async Task The_same_helper_again_is_refused_and_each_change_stands_in_the_history()
    {
        var (commune, plan) = await NewAsync();
        var site = await RegisteredAsync(commune, plan, 3, "BPT");

        await ReadAsync<ModelSiteView>(await ActAsync(fixture.Officer(commune), site.Id, "help"));
        var again = await RefusalAsync(await ActAsync(fixture.Officer(commune), site.Id, "help"));
        var none = await fixture.Officer(commune).SendAsync(HttpMethod.Post, $"planning/model-sites/{site.Id}/help", new { });

        Assert.Equal((409, "planning.state_unchanged", null), again);
        Assert.Null((await ReadAsync<ModelSiteView>(none)).HelpedBy);
        var detail = await GetAsync<ModelSiteDetail>(fixture.Officer(commune), $"planning/model-sites/{site.Id}");
        Assert.Equal([("registered", "BPT"), ("helper", "CT"), ("helper", null)], detail.History.Select(step => (step.Kind, step.Text)));
    }

    [Fact]
    public async Task A_criterion_lost_after_recognition_is_counted_as_losing()
    {
        var (commune, plan) = await NewAsync();
        var site = await RegisteredAsync(commune, plan, 1);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await ReadAsync<ModelSiteView>(await ActAsync(fixture.Officer(commune), site.Id, "criteria", criterion: $"VM-{number}"));
        }

        await ReadAsync<ModelSiteView>(await ActAsync(fixture.Leader(commune), site.Id, "recognition"));
        var twice = await RefusalAsync(await ActAsync(fixture.Leader(commune), site.Id, "recognition"));
        var lost = await ReadAsync<ModelSiteView>(
            await ActAsync(fixture.Officer(commune), site.Id, "criteria", criterion: "VM-3", met: false)
        );

        Assert.Equal((409, "planning.recognised_before", null), twice);
        Assert.Equal((4, 1, false, "45/QĐ-UBND"), (lost.Met, lost.Lost, lost.Reached, lost.RecognisedBy));
        var counts = await GetAsync<List<ModelSiteCount>>(fixture.Leader("42"), $"planning/plans/{plan}/model-sites/summary");
        Assert.Equal((1, 0, 1, 1), counts.Select(row => (row.Registered, row.Reached, row.Recognised, row.Losing)).Single());
    }

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await fixture.CommuneAsync();
        return (commune, await fixture.PublishAsync(commune));
    }

    private async Task<ModelSiteView> RegisteredAsync(string commune, Guid plan, int number, string? helpedBy = null) =>
        await ReadAsync<ModelSiteView>(
            await PutAsync(fixture.Officer(commune), Guid.CreateVersion7(), Site(commune, plan, number, helpedBy: helpedBy))
        );

    private static object Site(
        string commune,
        Guid plan,
        int number,
        string kind = "garden",
        string? village = null,
        string? helpedBy = null
    ) =>
        new
        {
            planId = plan,
            kind,
            villageCode = village ?? CodeOf(Village(commune, 1)),
            number,
            helpedBy,
        };

    private static Task<HttpResponseMessage> PutAsync(HttpClient by, Guid id, object body) =>
        by.SendAsync(HttpMethod.Put, $"planning/model-sites/{id}", body);

    private static Task<HttpResponseMessage> ActAsync(
        HttpClient by,
        Guid id,
        string act,
        int? version = null,
        string criterion = "VM-1",
        bool met = true
    ) =>
        by.SendAsync(
            HttpMethod.Post,
            $"planning/model-sites/{id}/{act}",
            act switch
            {
                "help" => new { helpedBy = "CT" },
                "recognition" => new { documentNumber = "45/QĐ-UBND", day = "2023-03-01" },
                _ => new
                {
                    criterion,
                    met,
                    day = "2023-03-01",
                },
            },
            version
        );
}

using System.Net.Http.Json;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Features.ModelSites;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.ModelSites;

public sealed class ModelSiteTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task Seven_criteria_with_the_three_hard_ones_are_enough_for_recognition()
    {
        var (commune, plan) = await NewAsync();
        var area = await RegisterAsync(commune, plan, "area", 0);
        foreach (var number in new[] { 1, 2, 4, 5, 6, 7, 8 })
        {
            area = await NoteAsync(commune, area.Id, $"KDC-{number}");
        }

        var early = await RefusalAsync(await RecogniseAsync(commune, area.Id));
        var reached = await NoteAsync(commune, area.Id, "KDC-3");
        var recognised = await ReadAsync<ModelSiteView>(await RecogniseAsync(commune, area.Id));

        Assert.Equal((7, false), (area.Met, area.Reached));
        Assert.Equal((409, "planning.model_not_reached", null), early);
        Assert.Equal((8, true), (reached.Met, reached.Reached));
        Assert.Equal(("45/QĐ-UBND", new DateOnly(2023, 3, 1)), (recognised.RecognisedBy, recognised.RecognisedOn));
        Assert.Equal(409, (int)(await RecogniseAsync(commune, area.Id)).StatusCode);
    }

    [Fact]
    public async Task A_criterion_that_is_lost_is_shown_with_its_day()
    {
        var (commune, plan) = await NewAsync();
        var area = await RegisterAsync(commune, plan, "area", 0);
        await NoteAsync(commune, area.Id, "KDC-2", day: "2023-02-01");

        var lost = await NoteAsync(commune, area.Id, "KDC-2", false, "2023-02-20");

        Assert.Equal((0, 1), (lost.Met, lost.Lost));
        var detail = await GetAsync<ModelSiteDetail>(fixture.Leader("42"), $"planning/model-sites/{area.Id}");
        Assert.Equal((7, 10), (detail.Minimum, detail.Criteria.Count));
        Assert.Equal(new SiteCriterion("KDC-2", true, false, new DateOnly(2023, 2, 20), true), detail.Criteria[1]);
        Assert.Equal(new SiteCriterion("KDC-4", false, null, null, false), detail.Criteria[3]);
        Assert.Equal(["registered", "met", "lost"], detail.History.Select(step => step.Kind));
        Assert.Equal(0, (await NoteAsync(commune, area.Id, "KDC-2")).Lost);
    }

    [Fact]
    public async Task A_garden_has_a_number_a_helper_and_no_household()
    {
        var (commune, plan) = await NewAsync();
        var garden = await RegisterAsync(commune, plan, "garden", 3, "BPT");

        var helped = await ReadAsync<ModelSiteView>(await PostAsync(fixture.Officer(commune), garden.Id, "help", new { helpedBy = "CT" }));
        var unknown = await RefusalAsync(await PostAsync(fixture.Officer(commune), garden.Id, "help", new { helpedBy = "X" }));

        Assert.Equal("Vườn số 3 của một hộ Đơn vị " + CodeOf(Village(commune, 1)), garden.Name);
        Assert.Equal(("BPT", "CT"), (garden.HelpedBy, helped.HelpedBy));
        Assert.Equal((400, "planning.body_unknown", "helpedBy"), unknown);
    }

    [Fact]
    public async Task Lists_and_counts_are_open_to_the_province()
    {
        var (commune, plan) = await NewAsync();
        await RegisterAsync(commune, plan, "area", 0);
        var garden = await RegisterAsync(commune, plan, "garden", 1);
        await RegisterAsync(commune, plan, "garden", 2);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await NoteAsync(commune, garden.Id, $"VM-{number}");
        }

        var stranger = fixture.Leader("42");
        var first = await GetAsync<Page<ModelSiteView>>(stranger, $"planning/plans/{plan}/model-sites?limit=2");
        var rest = await GetAsync<Page<ModelSiteView>>(stranger, $"planning/plans/{plan}/model-sites?limit=2&after={first.Next}");
        var gardens = await GetAsync<Page<ModelSiteView>>(stranger, $"planning/plans/{plan}/model-sites?kind=garden");
        Assert.Equal(400, (int)(await stranger.GetAsync($"planning/plans/{plan}/model-sites?kind=x")).StatusCode);
        var counts = await GetAsync<List<ModelSiteCount>>(stranger, $"planning/plans/{plan}/model-sites/summary");

        Assert.Equal((2, 1, 2), (first.Items.Count, rest.Items.Count, gardens.Items.Count));
        Assert.Equal(
            [
                new ModelSiteCount(CodeOf(commune), ModelSiteKind.Area, 1, 0, 0, 0),
                new ModelSiteCount(CodeOf(commune), ModelSiteKind.Garden, 2, 1, 0, 0),
            ],
            counts
        );
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        var (commune, plan) = await NewAsync();
        var officer = fixture.Officer(commune);
        var garden = await RegisterAsync(commune, plan, "garden", 1);

        Assert.Equal((400, "planning.garden_number", "number"), await RefusalAsync(await PutAsync(officer, commune, plan, "garden", 0)));
        Assert.Equal((400, "planning.garden_number", "number"), await RefusalAsync(await PutAsync(officer, commune, plan, "area", 2)));
        Assert.Equal((409, "planning.model_site_exists", null), await RefusalAsync(await PutAsync(officer, commune, plan, "garden", 1)));
        Assert.Equal(403, (int)(await PutAsync(fixture.Reporter(Village(commune, 1)), commune, plan, "garden", 9)).StatusCode);
        Assert.Equal((400, "planning.criterion_unknown", "criterion"), await TryAsync("VM-6", true, "2023-03-01"));
        Assert.Equal((400, "planning.document_in_future", "day"), await TryAsync("VM-1", true, "2023-03-02"));
        await NoteAsync(commune, garden.Id, "VM-1", day: "2023-02-10");
        Assert.Equal((409, "planning.state_unchanged", null), await TryAsync("VM-1", true, "2023-02-11"));
        Assert.Equal((400, "planning.state_before_last", "day"), await TryAsync("VM-1", false, "2023-02-09"));
        Assert.Equal(403, (int)(await PostAsync(officer, garden.Id, "recognition", Document)).StatusCode);

        async Task<(int, string?, string?)> TryAsync(string criterion, bool met, string day) =>
            await RefusalAsync(
                await PostAsync(
                    officer,
                    garden.Id,
                    "criteria",
                    new
                    {
                        criterion,
                        met,
                        day,
                    }
                )
            );
    }

    private static object Document => new { documentNumber = "45/QĐ-UBND", day = "2023-03-01" };

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await fixture.CommuneAsync();
        var rules = Enumerable
            .Range(1, 3)
            .Select(number => Rule($"R-C{number}", "hard-criterion", $"KDC-{number}", 1))
            .Append(Rule("R-MIN", "minimum", "KDC", 7))
            .ToList();
        return (commune, await fixture.PublishAsync(commune, SmallPlan.Content() with { Rules = rules }));
    }

    private static PlanRule Rule(string key, string kind, string criterion, decimal value) =>
        new()
        {
            Key = key,
            Kind = kind,
            Text = "Ít nhất bảy tiêu chí, gồm đủ ba tiêu chí cứng",
            Operator = ">=",
            Value = value,
            Measure = "tiêu chí",
            Criterion = criterion,
        };

    private async Task<ModelSiteView> RegisterAsync(string commune, Guid plan, string kind, int number, string? helpedBy = null) =>
        await ReadAsync<ModelSiteView>(await PutAsync(fixture.Officer(commune), commune, plan, kind, number, helpedBy));

    private static Task<HttpResponseMessage> PutAsync(
        HttpClient by,
        string commune,
        Guid plan,
        string kind,
        int number,
        string? helpedBy = null
    ) =>
        by.PutAsJsonAsync(
            $"planning/model-sites/{Guid.CreateVersion7()}",
            new
            {
                planId = plan,
                kind,
                villageCode = CodeOf(Village(commune, 1)),
                number,
                helpedBy,
            }
        );

    private async Task<ModelSiteView> NoteAsync(string commune, Guid id, string criterion, bool met = true, string day = "2023-03-01") =>
        await ReadAsync<ModelSiteView>(
            await PostAsync(
                fixture.Officer(commune),
                id,
                "criteria",
                new
                {
                    criterion,
                    met,
                    day,
                }
            )
        );

    private Task<HttpResponseMessage> RecogniseAsync(string commune, Guid id) =>
        PostAsync(fixture.Leader(commune), id, "recognition", Document);

    private static Task<HttpResponseMessage> PostAsync(HttpClient by, Guid id, string act, object body) =>
        by.PostAsJsonAsync($"planning/model-sites/{id}/{act}", body);
}

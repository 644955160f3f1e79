using System.Net.Http.Json;
using Ntm.Planning.Features.ModelSites;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Features.Visits;
using Ntm.Planning.Tests.Features.Supports;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Supports, model sites and visits go to the unit that takes the place of theirs. Each test has a platform of its own: all move
/// its clock. The households are made up.</summary>
public sealed class FollowRecordsTests : IAsyncLifetime
{
    private static readonly DateOnly Long = new(2000, 1, 1);
    private static readonly DateOnly LastDay = new(2023, 3, 14);

    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task An_open_support_of_a_merged_village_goes_to_the_next_and_a_paid_one_stays()
    {
        var register = await SupportRegister.NewAsync(platform, allotted: 1_000_000);
        var two = Village(register.Commune, 2);
        var paid = await register.ApprovedAsync();
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Officer, paid.Id, "payment"));
        var open = await register.EnteredAsync(("householdCode", "YQ-018"), ("head", "Chủ hộ số 18"));

        await MergeVillageAsync(register.Village, two);

        var detail = await GetAsync<SupportDetail>(register.Officer, $"planning/supports/{open.Id}");
        Assert.Equal((CodeOf(two), 2), (detail.Support.VillageCode, detail.Support.Number));
        Assert.Equal(["entered", "moved"], detail.History.Select(step => step.Kind));
        Assert.Equal("Chủ hộ số 18", detail.Head);
        Assert.Equal(CodeOf(register.Village), (await SupportAsync(register.Officer, paid.Id)).VillageCode);
        var counts = await GetAsync<List<SupportCount>>(platform.Leader("42"), $"planning/plans/{register.Plan}/supports/summary");
        Assert.Equal(
            [(CodeOf(register.Village), 0, 1), (CodeOf(two), 1, 0)],
            counts.Select(row => (row.VillageCode, row.Waiting, row.Paid))
        );
    }

    [Fact]
    public async Task Supports_of_a_merged_commune_stand_in_the_other_ones_register_under_its_next_numbers()
    {
        var (district, plan, gone, taker) = await TwoCommunesAsync();
        var (theirs, ours) = (new SupportRegister(platform, gone, plan), new SupportRegister(platform, taker, plan));
        var there = await ours.EnteredAsync();
        var same = await theirs.EnteredAsync();
        var second = await theirs.EnteredAsync(("householdCode", "YQ-018"), ("head", "Chủ hộ số 18"));
        await AllotAsync(district, plan);
        var paid = await theirs.ApprovedAsync(("householdCode", "YQ-019"), ("head", "Chủ hộ số 19"));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(theirs.Officer, paid.Id, "payment"));

        await MergeCommuneAsync(gone, taker);

        var list = await GetAsync<Page<SupportView>>(ours.Officer, $"planning/supports?plan={plan}");
        Assert.Equal([(there.Id, 1), (same.Id, 2), (second.Id, 3), (paid.Id, 4)], list.Items.Select(row => (row.Id, row.Number)));
        Assert.Equal(404, (int)(await theirs.Officer.GetAsync($"planning/supports/{same.Id}")).StatusCode);
        Assert.Empty((await GetAsync<Page<SupportView>>(theirs.Officer, $"planning/supports?plan={plan}")).Items);
        foreach (var (code, head) in new[] { ("YQ-017", SupportRegister.Head), ("YQ-018", "x"), ("YQ-019", "x") })
        {
            var again = await ours.PutAsync(Guid.CreateVersion7(), ours.Entry(("householdCode", code), ("head", head)));
            Assert.Equal((409, "planning.household_supported", "householdCode"), await RefusalAsync(again));
        }

        await ReadAsync<SupportView>(await SupportRegister.ActAsync(ours.Officer, second.Id, "design"));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(ours.Leader, second.Id, "approval"));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(ours.Officer, paid.Id, "repayment"));
        Assert.Equal(5, (await ours.EnteredAsync(("householdCode", "YQ-019"), ("head", "Chủ hộ số 19"))).Number);
    }

    [Fact]
    public async Task Model_sites_of_a_merged_village_get_numbers_that_are_free_there()
    {
        var commune = await platform.CommuneAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        var plan = await platform.PublishAsync(commune);
        var area = await RegisterAsync(plan, one, "area", 0);
        await RegisterAsync(plan, two, "area", 0);
        var first = await RegisterAsync(plan, one, "garden", 1);
        var second = await RegisterAsync(plan, one, "garden", 2);
        await RegisterAsync(plan, two, "garden", 1);

        await MergeVillageAsync(one, two);

        Assert.Equal(
            [("area", $"Khu dân cư Đơn vị {CodeOf(one)}", 1), ("garden", $"Vườn số 3 của một hộ Đơn vị {CodeOf(two)}", 3)],
            new[] { await SiteAsync(area.Id), await SiteAsync(second.Id) }.Select(row => (Kind(row), row.Name, row.Number))
        );
        Assert.Equal((CodeOf(two), 2), ((await SiteAsync(first.Id)).VillageCode, (await SiteAsync(first.Id)).Number));
        var sites = await GetAsync<Page<ModelSiteView>>(platform.Leader("42"), $"planning/plans/{plan}/model-sites");
        Assert.Equal(
            [("area", 0), ("area", 1), ("garden", 1), ("garden", 2), ("garden", 3)],
            sites.Items.Select(row => (Kind(row), row.Number))
        );
        Assert.Equal(
            ["registered", "moved"],
            (await GetAsync<ModelSiteDetail>(platform.Officer(commune), $"planning/model-sites/{area.Id}")).History.Select(step =>
                step.Kind
            )
        );
        await RegisterAsync(plan, two, "garden", 4);
    }

    [Fact]
    public async Task Findings_of_a_visit_are_followed_up_where_the_merged_village_went()
    {
        var commune = await platform.CommuneAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        var plan = await platform.PublishAsync(commune);
        var (visit, done) = (await VisitAsync(plan, commune, one, 2), await VisitAsync(plan, commune, one, 1));
        await ReadAsync<VisitView>(await FollowUpAsync(platform.Reporter(one), visit, 1));
        await ReadAsync<VisitView>(await FollowUpAsync(platform.Reporter(one), done, 1));

        await MergeVillageAsync(one, two);

        await ReadAsync<VisitView>(await FollowUpAsync(platform.Reporter(two), visit, 2));
        var detail = await GetAsync<VisitDetail>(platform.Reporter(two), $"planning/visits/{visit}");
        Assert.Equal(CodeOf(two), detail.Visit.UnitCode);
        Assert.Equal([CodeOf(one), CodeOf(two)], detail.Findings.Select(row => row.UnitCode));
        Assert.Equal(["recorded", "followed-up", "moved", "followed-up"], detail.History.Select(step => step.Kind));
        Assert.Equal(CodeOf(one), (await GetAsync<VisitDetail>(platform.Officer(commune), $"planning/visits/{done}")).Visit.UnitCode);
    }

    [Fact]
    public async Task A_visit_kept_by_a_merged_commune_is_kept_by_the_one_that_took_its_place()
    {
        var (_, plan, gone, taker) = await TwoCommunesAsync();
        var own = await platform.PublishAsync(gone, SmallPlan.Content("02/KH-BCĐ"));
        var visit = await VisitAsync(own, gone, Village(gone, 1), 1);

        await MergeCommuneAsync(gone, taker);

        Assert.NotEqual(plan, own);
        Assert.Equal(404, (int)(await FollowUpAsync(platform.Officer(gone), visit, 1)).StatusCode);
        await ReadAsync<VisitView>(await FollowUpAsync(platform.Officer(taker), visit, 1));
    }

    /// <summary>A district with a plan that supports households, and two of its communes with one village each.</summary>
    private async Task<(string District, Guid Plan, string Gone, string Taker)> TwoCommunesAsync()
    {
        var district = await platform.DistrictAsync();
        var (gone, taker) = (await platform.CommuneAsync(1, district), await platform.CommuneAsync(1, district));
        var plan = await platform.PublishAsync(district, SmallPlan.Content() with { Funding = [SupportRegister.Fund] });
        return (district, plan, gone, taker);
    }

    private async Task AllotAsync(string district, Guid plan) =>
        (
            await platform
                .Officer(district)
                .PutAsJsonAsync(
                    $"planning/plans/{plan}/fund-entries/{Guid.CreateVersion7()}",
                    new
                    {
                        fund = "F04",
                        kind = "allotted",
                        amount = 1_000_000,
                        documentNumber = "12/QĐ-UBND",
                        documentDay = "2023-03-01",
                    }
                )
        ).EnsureSuccessStatusCode();

    private async Task MergeVillageAsync(string village, string into)
    {
        await platform.UnitAsync(2, "village", [CodeOf(into)], Period(village, Long, LastDay));
        await GoOnAsync();
    }

    /// <summary>The commune's villages go along.</summary>
    private async Task MergeCommuneAsync(string commune, string into)
    {
        await platform.UnitAsync(2, "commune", [CodeOf(into)], Period(commune, Long, LastDay));
        var village = Village(commune, 1);
        var moved = Period($"{into}/{CodeOf(village)}", LastDay.AddDays(1));
        await platform.UnitAsync(2, "village", [], Period(village, Long, LastDay), moved);
        await GoOnAsync();
    }

    private async Task GoOnAsync()
    {
        platform.GoTo(LastDay.AddDays(1), 1);
        await platform.SettledAsync();
    }

    private static string Kind(ModelSiteView site) => site.Kind.ToString().ToLowerInvariant();

    private static async Task<SupportView> SupportAsync(HttpClient by, Guid id) =>
        (await GetAsync<SupportDetail>(by, $"planning/supports/{id}")).Support;

    private async Task<ModelSiteView> SiteAsync(Guid id) =>
        (await GetAsync<ModelSiteDetail>(platform.Leader("42"), $"planning/model-sites/{id}")).Site;

    private async Task<ModelSiteView> RegisterAsync(Guid plan, string village, string kind, int number) =>
        await ReadAsync<ModelSiteView>(
            await platform
                .Officer(UnitScope.ParentOf(village)!)
                .PutAsJsonAsync(
                    $"planning/model-sites/{Guid.CreateVersion7()}",
                    new
                    {
                        planId = plan,
                        kind,
                        villageCode = CodeOf(village),
                        number,
                    }
                )
        );

    private async Task<Guid> VisitAsync(Guid plan, string commune, string village, int findings)
    {
        var id = Guid.CreateVersion7();
        await ReadAsync<VisitView>(
            await platform
                .Officer(commune)
                .PutAsJsonAsync(
                    $"planning/visits/{id}",
                    new
                    {
                        planId = plan,
                        unitCode = CodeOf(village),
                        team = "BCD",
                        day = "2023-03-01",
                        findings = Enumerable
                            .Range(1, findings)
                            .Select(number => new
                            {
                                text = $"Điểm {number}",
                                severity = "defect",
                                followUpBy = "2023-03-20",
                            }),
                    }
                )
        );
        return id;
    }

    private static Task<HttpResponseMessage> FollowUpAsync(HttpClient by, Guid visit, int finding) =>
        by.PostAsJsonAsync($"planning/visits/{visit}/findings/{finding}/follow-up", new { day = "2023-03-01", text = "Đã sửa" });
}

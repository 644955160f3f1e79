using Ntm.Planning.Features.Funds;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Funds;

public sealed class FundBookTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task Sources_and_resolutions_are_summed_apart_and_money_land_and_work_never_together()
    {
        var (commune, plan) = await NewAsync();
        var officer = fixture.Officer(commune);
        foreach (var (fund, kind, amount) in new[] { ("F01", "planned", 900L), ("F01", "allotted", 500L), ("F01", "allotted", 200L) })
        {
            await EnteredAsync(officer, plan, ("fund", fund), ("kind", kind), ("amount", amount));
        }

        await EnteredAsync(officer, plan, ("fund", "F01"), ("kind", "spent"), ("amount", 650L));
        await EnteredAsync(officer, plan, ("fund", "F03"), ("kind", "planned"), ("amount", 40L));
        foreach (var (measure, amount) in new[] { ("money", 7L), ("land", 11L), ("labour", 13L), ("money", 17L), ("labour", 19L) })
        {
            await GivenAsync(fixture.Reporter(Village(commune, 1)), commune, plan, ("measure", measure), ("amount", amount));
        }

        var totals = await GetAsync<List<FundTotal>>(officer, $"planning/plans/{plan}/funds");

        Assert.Equal(
            [("F01", "Ngân sách tỉnh"), ("F02", "Nhân dân đóng góp"), ("F03", "Nghị quyết 44/2021")],
            totals.Select(row => (row.Fund, row.Source!))
        );
        Assert.Equal([(900, 700, 650), (0, 0, 0), (40, 0, 0)], totals.Select(row => (row.Planned, row.Allotted, row.Spent)));
        Assert.Equal([(24, 11, 32)], totals[1].Villages.Select(row => (row.Money, row.Land, row.Labour)));
        Assert.Empty(totals[0].Villages.Concat(totals[2].Villages));
    }

    [Fact]
    public async Task A_fund_that_an_edition_drops_keeps_its_book()
    {
        var (commune, plan) = await NewAsync();
        await EnteredAsync(fixture.Officer(commune), plan, ("kind", "allotted"), ("amount", 5L));

        await fixture.AmendAsync(commune, plan, SmallPlan.Content());

        var total = (await GetAsync<List<FundTotal>>(fixture.Officer(commune), $"planning/plans/{plan}/funds")).Single();
        Assert.Equal(("F01", null, 5), (total.Fund, total.Source, total.Allotted));
    }

    [Fact]
    public async Task Of_expenses_at_once_no_more_pass_than_are_allotted()
    {
        var (commune, plan) = await NewAsync();
        await EnteredAsync(fixture.Officer(commune), plan, ("kind", "allotted"), ("amount", 100L));

        var spent = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => EnterAsync(fixture.Officer(commune), plan, ("kind", "spent"), ("amount", 40L)))
        );

        Assert.Equal(2, spent.Count(response => response.IsSuccessStatusCode));
        var total = (await GetAsync<List<FundTotal>>(fixture.Officer(commune), $"planning/plans/{plan}/funds"))[0];
        Assert.Equal((100, 80), (total.Allotted, total.Spent));
    }

    [Fact]
    public async Task What_is_refused_names_its_place_and_leaves_the_books_as_they_were()
    {
        var (commune, plan) = await NewAsync();
        var (officer, reporter) = (fixture.Officer(commune), fixture.Reporter(Village(commune, 1)));
        var gift = await GivenAsync(reporter, commune, plan);
        var draft = (await fixture.DraftAsync(commune, SmallPlan.Content("09/KH-BCĐ"))).Id;
        var before = await officer.PagesAsync($"planning/plans/{plan}/fund-entries", 100);

        await EntryAsync((404, "planning.plan_not_found", "planId"), Guid.CreateVersion7());
        await EntryAsync((409, "planning.not_published", "planId"), draft);
        await EntryAsync((400, "planning.fund_unknown", "fund"), plan, ("fund", "F99"));
        await EntryAsync((400, "planning.fund_entry_kind", "kind"), plan, ("kind", "contributed"));
        await EntryAsync((400, "planning.document_in_future", "documentDay"), plan, ("documentDay", "2023-03-02"));
        await EntryAsync((409, "planning.fund_exceeded", "fund"), plan, ("kind", "spent"));
        await GiftAsync((400, "planning.unit_not_of_plan", "villageCode"), ("villageCode", "99999-01"));
        await GiftAsync((400, "planning.fund_unknown", "fund"), ("fund", "F99"));
        await GiftAsync((400, "planning.document_in_future", "day"), ("day", "2023-03-02"));
        Assert.Equal(
            (400, "planning.not_village", "villageCode"),
            await RefusalAsync(await GiveAsync(officer, commune, plan, ("villageCode", CodeOf(commune))))
        );
        Assert.Equal(
            (404, "planning.fund_entry_not_found", null),
            await RefusalAsync(await CounterAsync(officer, plan, Guid.CreateVersion7()))
        );
        Assert.Equal(
            (403, "planning.forbidden", null),
            await RefusalAsync(await CounterAsync(fixture.Reporter(Village(commune, 2)), plan, gift.Id))
        );
        foreach (var amount in new object[] { 0, -1, 1_000_000_000_000_001, 1.5 })
        {
            Assert.Equal(400, (int)(await EnterAsync(officer, plan, ("amount", amount))).StatusCode);
            Assert.Equal(400, (int)(await GiveAsync(reporter, commune, plan, ("amount", amount))).StatusCode);
        }

        Assert.Equal(before, await officer.PagesAsync($"planning/plans/{plan}/fund-entries", 100));
        (await fixture.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        await EntryAsync((409, "planning.plan_closed", "planId"), plan);
        await GiftAsync((409, "planning.plan_closed", "planId"));
        Assert.Equal((409, "planning.plan_closed", "planId"), await RefusalAsync(await CounterAsync(reporter, plan, gift.Id)));

        async Task EntryAsync((int, string?, string?) expected, Guid of, params (string Field, object Value)[] other) =>
            Assert.Equal(expected, await RefusalAsync(await EnterAsync(officer, of, other)));

        async Task GiftAsync((int, string?, string?) expected, params (string Field, object Value)[] other) =>
            Assert.Equal(expected, await RefusalAsync(await GiveAsync(reporter, commune, plan, other)));
    }

    /// <summary>Who enters in the commune's books, what a village gave, and who takes that back.</summary>
    [Theory]
    [InlineData("officer@commune", 200, 200, 200)]
    [InlineData("leader@commune", 200, 200, 200)]
    [InlineData("officer@commune#LHPN", 200, 200, 200)]
    [InlineData("reporter@village", 403, 200, 200)]
    [InlineData("reporter@neighbour", 403, 403, 403)]
    [InlineData("auditor@commune", 403, 403, 403)]
    [InlineData("officer@district", 403, 403, 403)]
    [InlineData("leader@other", 403, 403, 403)]
    [InlineData("leader@abroad", 404, 404, 404)]
    public async Task Role_and_unit_say_who_enters_and_who_takes_back(string grant, int enter, int give, int takeBack)
    {
        var (commune, plan) = await NewAsync();
        var gift = await GivenAsync(fixture.Reporter(Village(commune, 1)), commune, plan);
        var place = grant.Split('@')[1].Split('#')[0];
        var path = place switch
        {
            "commune" => commune,
            "village" => Village(commune, 1),
            "neighbour" => Village(commune, 2),
            "district" => "42/439",
            "other" => await fixture.CommuneAsync(),
            _ => "38",
        };
        var by = fixture.Platform.As("somebody", grant.Replace("@" + place, "@" + path, StringComparison.Ordinal));

        var found = (
            (int)(await EnterAsync(by, plan)).StatusCode,
            (int)(await GiveAsync(by, commune, plan)).StatusCode,
            (int)(await CounterAsync(by, plan, gift.Id)).StatusCode
        );

        Assert.Equal((enter, give, takeBack), found);
        var book = await fixture.Officer(commune).PagesAsync($"planning/plans/{plan}/fund-entries", 100);
        Assert.Equal(1 + new[] { enter, give, takeBack }.Count(status => status == 200), book.Count);
    }

    [Fact]
    public async Task A_counter_entry_under_a_key_is_made_once_and_history_stays()
    {
        var (commune, plan) = await NewAsync();
        var wrong = await EnteredAsync(fixture.Officer(commune), plan, ("kind", "allotted"), ("amount", 300L));

        var first = await CounterAsync(fixture.Officer(commune), plan, wrong.Id, "counter-1");
        var again = await CounterAsync(fixture.Officer(commune), plan, wrong.Id, "counter-1");
        await EnteredAsync(fixture.Officer(commune), plan, ("kind", "allotted"), ("amount", 30L));

        Assert.Equal(await ReadAsync<FundEntryView>(first), await ReadAsync<FundEntryView>(again));
        var total = (await GetAsync<List<FundTotal>>(fixture.Officer(commune), $"planning/plans/{plan}/funds"))[0];
        Assert.Equal(30, total.Allotted);
        Assert.Equal(3, (await fixture.Officer(commune).PagesAsync($"planning/plans/{plan}/fund-entries", 1)).Distinct().Count());
    }

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await fixture.CommuneAsync();
        var content = SmallPlan.Content() with
        {
            Funding =
            [
                new PlanFund { Key = "F01", Source = "Ngân sách tỉnh" },
                new PlanFund { Key = "F02", Source = "Nhân dân đóng góp" },
                new PlanFund { Key = "F03", Source = "Nghị quyết 44/2021" },
            ],
        };
        return (commune, await fixture.PublishAsync(commune, content));
    }

    private static async Task<FundEntryView> EnteredAsync(HttpClient by, Guid plan, params (string Field, object Value)[] other) =>
        await ReadAsync<FundEntryView>(await EnterAsync(by, plan, other));

    private static Task<HttpResponseMessage> EnterAsync(HttpClient by, Guid plan, params (string Field, object Value)[] other)
    {
        var given = other.ToDictionary(pair => pair.Field, pair => pair.Value);
        return by.SendAsync(
            HttpMethod.Put,
            $"planning/plans/{plan}/fund-entries/{Guid.CreateVersion7()}",
            new
            {
                fund = given.GetValueOrDefault("fund", "F01"),
                kind = given.GetValueOrDefault("kind", "planned"),
                amount = given.GetValueOrDefault("amount", 1),
                documentNumber = "12/QĐ-UBND",
                documentDay = given.GetValueOrDefault("documentDay", "2023-03-01"),
            }
        );
    }

    private static async Task<FundEntryView> GivenAsync(
        HttpClient by,
        string commune,
        Guid plan,
        params (string Field, object Value)[] other
    ) => await ReadAsync<FundEntryView>(await GiveAsync(by, commune, plan, other));

    private static Task<HttpResponseMessage> GiveAsync(
        HttpClient by,
        string commune,
        Guid plan,
        params (string Field, object Value)[] other
    )
    {
        var given = other.ToDictionary(pair => pair.Field, pair => pair.Value);
        return by.SendAsync(
            HttpMethod.Put,
            $"planning/plans/{plan}/contributions/{Guid.CreateVersion7()}",
            new
            {
                fund = given.GetValueOrDefault("fund", "F02"),
                villageCode = given.GetValueOrDefault("villageCode", CodeOf(Village(commune, 1))),
                measure = given.GetValueOrDefault("measure", "labour"),
                amount = given.GetValueOrDefault("amount", 1),
                donor = "household",
                day = given.GetValueOrDefault("day", "2023-03-01"),
            }
        );
    }

    private static Task<HttpResponseMessage> CounterAsync(HttpClient by, Guid plan, Guid entry, string? key = null) =>
        by.SendAsync(HttpMethod.Post, $"planning/plans/{plan}/fund-entries/{entry}/counter-entry", new { reason = "Ghi nhầm" }, key: key);
}

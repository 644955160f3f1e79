using System.Net.Http.Json;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Funds;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Funds;

public sealed class FundTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task No_more_is_spent_than_is_allotted()
    {
        var (commune, plan) = await NewAsync();
        var officer = fixture.Officer(commune);
        await EnterAsync(officer, plan, "planned", 500);
        var allotted = await EnterAsync(officer, plan, "allotted", 300);
        await EnterAsync(officer, plan, "spent", 200);

        var over = await RefusalAsync(await PutAsync(officer, plan, "spent", 101));
        await EnterAsync(officer, plan, "spent", 100);
        var countered = await RefusalAsync(await CounterAsync(officer, plan, allotted.Id));

        Assert.Equal((409, "planning.fund_exceeded", "fund"), over);
        Assert.Equal((409, "planning.fund_exceeded", "fund"), countered);
        var total = (await GetAsync<List<FundTotal>>(fixture.Leader("42"), $"planning/plans/{plan}/funds")).Single(row =>
            row.Fund == "F01"
        );
        Assert.Equal((500, 300, 300), (total.Planned, total.Allotted, total.Spent));
    }

    [Fact]
    public async Task A_wrong_line_is_taken_back_by_one_counter_entry()
    {
        var (commune, plan) = await NewAsync();
        var wrong = await EnterAsync(fixture.Officer(commune), plan, "allotted", 300);

        var counter = await ReadAsync<FundEntryView>(await CounterAsync(fixture.Leader(commune), plan, wrong.Id));
        var again = await RefusalAsync(await CounterAsync(fixture.Leader(commune), plan, wrong.Id));
        var back = await RefusalAsync(await CounterAsync(fixture.Leader(commune), plan, counter.Id));

        Assert.Equal((wrong.Id, -300L, "Ghi nhầm"), (counter.Counters, counter.Amount, counter.Reason));
        Assert.Equal((409, "planning.entry_countered", null), again);
        Assert.Equal((409, "planning.entry_countered", null), back);
        var page = await GetAsync<Page<FundEntryView>>(fixture.Officer(commune), $"planning/plans/{plan}/fund-entries?fund=F01");
        Assert.Equal([-300L, 300L], page.Items.Select(row => row.Amount).Order());
    }

    [Fact]
    public async Task The_same_line_again_counts_once_and_another_under_its_id_is_refused()
    {
        var (commune, plan) = await NewAsync();
        var id = Guid.CreateVersion7();

        var first = await ReadAsync<FundEntryView>(await PutAsync(fixture.Officer(commune), plan, "allotted", 5, id));
        var again = await ReadAsync<FundEntryView>(await PutAsync(fixture.Officer(commune), plan, "allotted", 5, id));
        var other = await RefusalAsync(await PutAsync(fixture.Officer(commune), plan, "allotted", 6, id));

        Assert.Equal(first, again);
        Assert.Equal((409, "planning.fund_entry_id_taken", "entry"), other);
    }

    [Fact]
    public async Task Contributions_add_up_per_fund_and_village_and_name_nobody()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await GiveAsync(fixture.Reporter(one), plan, one, "money", 2_000_000);
        await GiveAsync(fixture.Reporter(one), plan, one, "land", 120);
        await GiveAsync(fixture.Officer(commune), plan, two, "labour", 35);
        var wrong = await GiveAsync(fixture.Reporter(one), plan, one, "labour", 10);
        await ReadAsync<FundEntryView>(await CounterAsync(fixture.Reporter(one), plan, wrong.Id));

        var total = (await GetAsync<List<FundTotal>>(fixture.Reporter(two), $"planning/plans/{plan}/funds")).Single(row =>
            row.Fund == "F02"
        );

        Assert.Equal(
            [(CodeOf(one), 2_000_000L, 120L, 0L), (CodeOf(two), 0L, 0L, 35L)],
            total.Villages.Select(row => (row.VillageCode, row.Money, row.Land, row.Labour))
        );
        Assert.Equal(
            (403, "planning.forbidden", null),
            await RefusalAsync(await PutGiftAsync(fixture.Reporter(two), plan, one, "land", 1))
        );
        Assert.Equal(
            (400, "planning.not_village", "villageCode"),
            await RefusalAsync(await PutGiftAsync(fixture.Officer(commune), plan, commune, "land", 1))
        );
    }

    [Theory]
    [InlineData("F99", "spent", "2023-03-01", 400, "planning.fund_unknown")]
    [InlineData("F01", "contributed", "2023-03-01", 400, "planning.fund_entry_kind")]
    [InlineData("F01", "planned", "2023-03-02", 400, "planning.document_in_future")]
    public async Task What_the_plan_or_the_day_does_not_allow_is_refused(string fund, string kind, string day, int status, string code)
    {
        var (commune, plan) = await NewAsync();

        var refused = await RefusalAsync(await PutAsync(fixture.Officer(commune), plan, kind, 1, fund: fund, day: day));

        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Equal(403, (int)(await PutAsync(fixture.Reporter(Village(commune, 1)), plan, "planned", 1)).StatusCode);
        Assert.Equal(400, (int)(await PutAsync(fixture.Officer(commune), plan, "planned", 0)).StatusCode);
    }

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await fixture.CommuneAsync();
        var content = SmallPlan.Content() with
        {
            Funding = [new PlanFund { Key = "F01", Source = "Ngân sách tỉnh" }, new PlanFund { Key = "F02", Source = "Nhân dân đóng góp" }],
        };
        return (commune, await fixture.PublishAsync(commune, content));
    }

    private static async Task<FundEntryView> EnterAsync(HttpClient by, Guid plan, string kind, long amount) =>
        await ReadAsync<FundEntryView>(await PutAsync(by, plan, kind, amount));

    private static Task<HttpResponseMessage> PutAsync(
        HttpClient by,
        Guid plan,
        string kind,
        long amount,
        Guid? id = null,
        string fund = "F01",
        string day = "2023-03-01"
    ) =>
        by.PutAsJsonAsync(
            $"planning/plans/{plan}/fund-entries/{id ?? Guid.CreateVersion7()}",
            new
            {
                fund,
                kind,
                amount,
                documentNumber = "12/QĐ-UBND",
                documentDay = day,
            }
        );

    private static async Task<FundEntryView> GiveAsync(HttpClient by, Guid plan, string village, string measure, long amount) =>
        await ReadAsync<FundEntryView>(await PutGiftAsync(by, plan, village, measure, amount));

    private static Task<HttpResponseMessage> PutGiftAsync(HttpClient by, Guid plan, string village, string measure, long amount) =>
        by.PutAsJsonAsync(
            $"planning/plans/{plan}/contributions/{Guid.CreateVersion7()}",
            new
            {
                fund = "F02",
                villageCode = CodeOf(village),
                measure,
                amount,
                donor = "household",
                day = "2023-03-01",
            }
        );

    private static Task<HttpResponseMessage> CounterAsync(HttpClient by, Guid plan, Guid entry) =>
        by.PostAsJsonAsync($"planning/plans/{plan}/fund-entries/{entry}/counter-entry", new ReasonRequest { Reason = "Ghi nhầm" });
}

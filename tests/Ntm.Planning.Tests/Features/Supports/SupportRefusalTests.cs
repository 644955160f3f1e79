using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Persistence;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Supports;

/// <summary>The households are made up.</summary>
public sealed class SupportRefusalTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task What_cannot_be_entered_names_its_place_and_leaves_the_register_as_it_was()
    {
        var register = await SupportRegister.NewAsync(fixture);
        await register.EnteredAsync();
        var draft = (await fixture.DraftAsync(register.Commune, SmallPlan.Content("09/KH-BCĐ"))).Id;
        var before = await ListAsync(register);

        await RefusedAsync(404, "planning.plan_not_found", "planId", ("planId", Guid.CreateVersion7()));
        await RefusedAsync(409, "planning.not_published", "planId", ("planId", draft));
        await RefusedAsync(400, "planning.unit_not_of_plan", "villageCode", ("villageCode", "99999-01"));
        await RefusedAsync(400, "planning.not_village", "villageCode", ("villageCode", CodeOf(register.Commune)));
        await RefusedAsync(400, "planning.fund_unknown", "fund", ("fund", "F99"));
        await RefusedAsync(400, "planning.category_unknown", "category", ("category", "hộ khá"));
        await RefusedAsync(400, "planning.category_unknown", "category", ("category", "Hộ nghèo"));
        await RefusedAsync(400, "planning.household_invalid", "householdCode", ("householdCode", "…"));
        await RefusedAsync(409, "planning.household_supported", "householdCode", ("householdCode", "yq/017"), ("head", "Người khác"));

        Assert.Equal(before, await ListAsync(register));
        (await register.Leader.PostAsync($"planning/plans/{register.Plan}/closure", null)).EnsureSuccessStatusCode();
        await RefusedAsync(409, "planning.plan_closed", "planId", ("householdCode", "B-1"), ("head", "Người khác"));

        async Task RefusedAsync(int status, string code, string field, params (string Field, object? Value)[] other)
        {
            var refusal = await RefusalAsync(await register.PutAsync(Guid.CreateVersion7(), register.Entry(other)));
            Assert.Equal((status, code, field), refusal);
        }
    }

    [Theory]
    [InlineData(null, "VND/hộ", true)]
    [InlineData("0.5", "VND/hộ", true)]
    [InlineData("1000000", null, true)]
    [InlineData("1000000", "VND", true)]
    [InlineData("1", "triệu đồng/hộ", true)]
    [InlineData("1000000", "VND/hộ", false, "")]
    [InlineData("1000000", "đồng / hộ", true, "hộ nghèo", false)]
    public async Task A_fund_names_who_is_entitled_and_an_amount_in_dong_a_household(
        string? amount,
        string? unit,
        bool entitled,
        string category = "hộ nghèo",
        bool refused = true
    )
    {
        var fund = SupportRegister.Fund with
        {
            Amount = amount is null ? null : decimal.Parse(amount, CultureInfo.InvariantCulture),
            Unit = unit,
            Eligibility = entitled ? [category] : [],
        };
        var register = await SupportRegister.NewAsync(fixture, 0, fund);

        var response = await register.PutAsync(Guid.CreateVersion7(), register.Entry());

        if (refused)
        {
            Assert.Equal((400, "planning.fund_not_for_households", "fund"), await RefusalAsync(response));
            return;
        }

        Assert.Equal(1_000_000, (await ReadAsync<SupportView>(response)).Amount);
    }

    [Theory]
    [InlineData("YQ-017", SupportRegister.Head, "HỖ TRỢ HỘ, theo nghị quyết tỉnh", true)]
    [InlineData("yq 017", "Người khác", "Hỗ trợ hộ theo nghị quyết tỉnh", true)]
    [InlineData("B-1", "CHU HO SO 17", "Hỗ trợ hộ theo nghị quyết tỉnh", true)]
    [InlineData("B-1", "Người khác", "Hỗ trợ hộ theo nghị quyết tỉnh", false)]
    [InlineData("YQ-017", SupportRegister.Head, "Quỹ vì người nghèo", false)]
    public async Task No_source_supports_a_household_twice_under_another_plan_or_year(string code, string head, string source, bool refused)
    {
        var first = await SupportRegister.NewAsync(fixture);
        var support = await first.EnteredAsync();
        var later = await first.OtherPlanAsync("02/KH-BCĐ", 2024, SupportRegister.Fund with { Source = source });
        var entry = later.Entry(("householdCode", code), ("head", head));

        var second = await later.PutAsync(Guid.CreateVersion7(), entry);

        if (!refused)
        {
            Assert.Equal(1, (await ReadAsync<SupportView>(second)).Number);
            return;
        }

        var words = await second.Content.ReadAsStringAsync();
        Assert.Equal((409, "planning.household_supported", "householdCode"), await RefusalAsync(second));
        Assert.Contains("01/KH-BCĐ", words, StringComparison.Ordinal);
        Assert.DoesNotContain(SupportRegister.Head, words, StringComparison.Ordinal);
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(first.Officer, support.Id, "withdrawal"));
        await ReadAsync<SupportView>(await later.PutAsync(Guid.CreateVersion7(), entry));
    }

    [Fact]
    public async Task Of_entries_under_two_plans_at_once_one_stands()
    {
        var first = await SupportRegister.NewAsync(fixture);
        var later = await first.OtherPlanAsync("02/KH-BCĐ", 2023, SupportRegister.Fund);

        var entered = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number => number % 2 == 0 ? first : later)
                .Select(register => register.PutAsync(Guid.CreateVersion7(), register.Entry()))
        );

        Assert.Single(entered, response => response.IsSuccessStatusCode);
        Assert.All(entered.Where(response => !response.IsSuccessStatusCode), response => Assert.Equal(409, (int)response.StatusCode));
        Assert.Single((await ListAsync(first)).Concat(await ListAsync(later)));
    }

    [Fact]
    public async Task Of_payments_of_one_household_at_once_one_is_made()
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 9_000_000);
        var support = await register.ApprovedAsync();

        var paid = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => SupportRegister.ActAsync(register.Officer, support.Id, "payment"))
        );

        Assert.Single(paid, response => response.IsSuccessStatusCode);
        foreach (var lost in paid.Where(response => !response.IsSuccessStatusCode))
        {
            Assert.Equal((409, "planning.support_not_approved", null), await RefusalAsync(lost));
        }

        Assert.Equal(1_000_000, await register.SpentAsync());
        Assert.Single(await EntriesAsync(register), row => row.Amount == 1_000_000);
    }

    [Fact]
    public async Task A_payment_sent_again_under_its_key_is_answered_as_before()
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 9_000_000);
        var support = await register.ApprovedAsync();

        var first = await SupportRegister.ActAsync(register.Officer, support.Id, "payment", key: "payment-1");
        var again = await SupportRegister.ActAsync(register.Officer, support.Id, "payment", key: "payment-1");

        Assert.Equal(await ReadAsync<SupportView>(first), await ReadAsync<SupportView>(again));
        Assert.Equal(1_000_000, await register.SpentAsync());
    }

    [Theory]
    [InlineData("design", false)]
    [InlineData("rejection", false)]
    [InlineData("withdrawal", false)]
    [InlineData("approval", false)]
    [InlineData("payment", true)]
    public async Task Who_read_an_older_version_does_nothing(string act, bool approved)
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 9_000_000);
        var support = approved ? await register.ApprovedAsync() : await register.EnteredAsync();
        var before = await DetailAsync(register, support.Id);

        var stale = await RefusalAsync(await SupportRegister.ActAsync(register.Leader, support.Id, act, support.Version - 1));

        Assert.Equal((412, "request.stale", null), stale);
        Assert.Equal(before, await DetailAsync(register, support.Id));
        Assert.Equal(0, await register.SpentAsync());
    }

    [Fact]
    public async Task A_payment_is_not_dated_ahead_and_not_taken_back_in_the_funds_book()
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 9_000_000);
        var support = await register.ApprovedAsync();
        var ahead = await register.Officer.SendAsync(
            HttpMethod.Post,
            $"planning/supports/{support.Id}/payment",
            new { voucher = "PC-031", day = "2023-03-02" }
        );
        Assert.Equal((400, "planning.document_in_future", "day"), await RefusalAsync(ahead));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Officer, support.Id, "payment"));
        var entry = (await EntriesAsync(register)).Single(row => row.Amount == 1_000_000);

        var taken = await register.Officer.SendAsync(
            HttpMethod.Post,
            $"planning/plans/{register.Plan}/fund-entries/{entry.Id}/counter-entry",
            new { reason = "Ghi nhầm" }
        );
        Assert.Equal((409, "planning.entry_pays_support", null), await RefusalAsync(taken));
        Assert.Equal(1_000_000, await register.SpentAsync());

        var repaid = await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Leader, support.Id, "repayment"));
        Assert.Equal((SupportState.Repaid, 0), (repaid.State, await register.SpentAsync()));
        Assert.Equal(
            [-1_000_000, 1_000_000],
            (await EntriesAsync(register)).Select(row => row.Amount).Where(row => row < 9_000_000).Order()
        );
    }

    [Fact]
    public async Task Each_change_of_a_support_is_audited()
    {
        var register = await SupportRegister.NewAsync(fixture, allotted: 1_000_000);
        var support = await register.ApprovedAsync();
        await SupportRegister.ActAsync(register.Officer, support.Id, "payment");
        await SupportRegister.ActAsync(register.Officer, support.Id, "repayment");

        await using var scope = fixture.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var entries = await db
            .AuditEntries.Where(row => row.Payload.Contains($"support/{support.Id:N}\""))
            .OrderBy(row => row.Sequence)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["officer-1", "officer-1", "leader-1", "officer-1", "officer-1"],
            entries.Where(row => row.Payload.Contains("\"Version\"", StringComparison.OrdinalIgnoreCase)).Select(row => row.Actor)
        );
    }

    private static Task<List<string>> ListAsync(SupportRegister register) =>
        register.Officer.PagesAsync($"planning/supports?plan={register.Plan}", 100);

    private static Task<string> DetailAsync(SupportRegister register, Guid id) =>
        register.Officer.GetStringAsync($"planning/supports/{id}");

    private static async Task<IReadOnlyList<FundEntryView>> EntriesAsync(SupportRegister register) =>
        (await GetAsync<Page<FundEntryView>>(register.Officer, $"planning/plans/{register.Plan}/fund-entries")).Items;
}

using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Features.Supports;
using Ntm.Planning.Persistence;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Supports;

/// <summary>The households are made up.</summary>
public sealed class SupportTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    private const string Head = "Chủ hộ số 17";
    private const string Address = "Xóm 3, cạnh nhà văn hóa";

    [Fact]
    public async Task A_household_is_entered_confirmed_approved_by_another_and_paid_once()
    {
        var (commune, plan) = await NewAsync(allotted: 1_000_000);
        var support = await EnterAsync(commune, plan);
        var early = await RefusalAsync(await PostAsync(fixture.Leader(commune), support.Id, "approval"));
        await DoAsync(fixture.Officer(commune), support.Id, "design");
        await DoAsync(fixture.Leader(commune), support.Id, "approval");

        var paid = await DoAsync(fixture.Officer(commune), support.Id, "payment", Payment);
        var twice = await RefusalAsync(await PostAsync(fixture.Officer(commune), support.Id, "payment", Payment));

        Assert.Equal((1, 1_000_000L, "hộ nghèo"), (support.Number, support.Amount, support.Category));
        Assert.Equal((409, "planning.design_not_confirmed", null), early);
        Assert.Equal((SupportState.Paid, "PC-031", new DateOnly(2023, 3, 1)), (paid.State, paid.Voucher, paid.PaidOn));
        Assert.Equal((409, "planning.support_not_approved", null), twice);
        var detail = await GetAsync<SupportDetail>(fixture.Officer(commune), $"planning/supports/{support.Id}");
        Assert.Equal(["entered", "design", "approved", "paid"], detail.History.Select(step => step.Kind));
        Assert.Equal(("YQ-017", Head, Address), (detail.HouseholdCode, detail.Head, detail.Address));
        var funds = await GetAsync<List<FundTotal>>(fixture.Officer(commune), $"planning/plans/{plan}/funds");
        Assert.Equal(1_000_000, funds.Single().Spent);
    }

    [Theory]
    [InlineData("yq 017", "Người khác", "Nơi khác")]
    [InlineData("KHAC-1", "CHU HO SO 17", "xom 3 canh nha van hoa")]
    public async Task A_household_is_found_again_by_code_or_by_name_and_address(string code, string head, string address)
    {
        var (commune, plan) = await NewAsync();
        var first = await EnterAsync(commune, plan);

        var second = await PutAsync(commune, plan, Guid.CreateVersion7(), code, head, address);

        var body = await second.Content.ReadAsStringAsync();
        Assert.Equal(409, (int)second.StatusCode);
        Assert.Contains($"hồ sơ số {first.Number}", body, StringComparison.Ordinal);
        await DoAsync(fixture.Leader(commune), first.Id, "rejection", Reason);
        Assert.Equal(2, (await ReadAsync<SupportView>(await PutAsync(commune, plan, Guid.CreateVersion7(), code, head, address))).Number);
    }

    [Fact]
    public async Task Who_entered_it_does_not_approve_it()
    {
        var (commune, plan) = await NewAsync();
        var both = fixture.Platform.As("both", $"officer@{commune}", $"leader@{commune}");
        var id = Guid.CreateVersion7();
        await ReadAsync<SupportView>(await PutAsync(commune, plan, id, by: both));
        await DoAsync(both, id, "design");

        Assert.Equal((403, "planning.own_entry", null), await RefusalAsync(await PostAsync(both, id, "approval")));
        Assert.Equal((403, "planning.forbidden", null), await RefusalAsync(await PostAsync(fixture.Officer(commune), id, "approval")));
    }

    [Fact]
    public async Task Nothing_is_paid_beyond_what_is_allotted_and_a_repayment_frees_it()
    {
        var (commune, plan) = await NewAsync(allotted: 1_000_000);
        var first = await ApprovedAsync(commune, plan, "A-1");
        var second = await ApprovedAsync(commune, plan, "A-2");
        await DoAsync(fixture.Officer(commune), first, "payment", Payment);

        var refused = await RefusalAsync(await PostAsync(fixture.Officer(commune), second, "payment", Payment));
        var withdrawn = await RefusalAsync(await PostAsync(fixture.Officer(commune), first, "withdrawal", Reason));
        var repaid = await DoAsync(fixture.Officer(commune), first, "repayment", Reason);
        var paid = await DoAsync(fixture.Officer(commune), second, "payment", Payment);

        Assert.Equal((409, "planning.fund_exceeded", "fund"), refused);
        Assert.Equal((409, "planning.support_state", null), withdrawn);
        Assert.Equal((SupportState.Repaid, SupportState.Paid), (repaid.State, paid.State));
    }

    [Fact]
    public async Task Of_payments_and_entries_at_once_no_more_pass_than_may()
    {
        var (commune, plan) = await NewAsync(allotted: 1_000_000);
        var approved = new[] { await ApprovedAsync(commune, plan, "A-1"), await ApprovedAsync(commune, plan, "A-2") };

        var paid = await Task.WhenAll(approved.Select(id => PostAsync(fixture.Officer(commune), id, "payment", Payment)));
        var entered = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PutAsync(commune, plan, Guid.CreateVersion7())));

        Assert.Equal([200, 409], paid.Select(response => (int)response.StatusCode).Order());
        Assert.Equal([200, 409, 409], entered.Select(response => (int)response.StatusCode).Order());
    }

    [Fact]
    public async Task Others_see_counts_and_no_household()
    {
        var (commune, plan) = await NewAsync();
        var support = await EnterAsync(commune, plan);
        var strangers = new[] { fixture.Officer("42/439"), fixture.Leader("42"), fixture.Reporter(Village(commune, 1)) };

        foreach (var stranger in strangers)
        {
            Assert.Equal(404, (int)(await stranger.GetAsync($"planning/supports/{support.Id}")).StatusCode);
            Assert.Equal(404, (int)(await PostAsync(stranger, support.Id, "design")).StatusCode);
            Assert.Empty((await GetAsync<Page<SupportView>>(stranger, $"planning/supports?plan={plan}")).Items);
            var counts = await GetAsync<List<SupportCount>>(stranger, $"planning/plans/{plan}/supports/summary");
            Assert.Equal([("hộ nghèo", 1, 0)], counts.Select(row => (row.Category, row.Waiting, row.Paid)));
        }

        var auditor = fixture.Platform.As("auditor-1", $"auditor@{commune}");
        Assert.Equal(Head, (await GetAsync<SupportDetail>(auditor, $"planning/supports/{support.Id}")).Head);
        Assert.DoesNotContain(Head, await auditor.GetStringAsync("planning/supports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_audit_chain_nor_events_nor_stored_answers_name_the_household()
    {
        var (commune, plan) = await NewAsync();
        await EnterAsync(commune, plan);

        await using var scope = fixture.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var texts = await db.AuditEntries.Select(row => row.Payload).ToListAsync(TestContext.Current.CancellationToken);
        texts.AddRange(await db.Outbox.Select(row => row.Body).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Contains(texts, text => text.Contains("household", StringComparison.Ordinal));
        Assert.DoesNotContain(
            texts,
            text => text.Contains("017", StringComparison.Ordinal) && text.Contains("YQ", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(texts, text => text.Contains(Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_entry_again_counts_once_and_faults_are_named()
    {
        var (commune, plan) = await NewAsync();
        var id = Guid.CreateVersion7();
        var first = await ReadAsync<SupportView>(await PutAsync(commune, plan, id));

        Assert.Equal(first, await ReadAsync<SupportView>(await PutAsync(commune, plan, id)));
        Assert.Equal((409, "planning.support_id_taken", "id"), await RefusalAsync(await PutAsync(commune, plan, id, "B-1")));
        var other = Guid.CreateVersion7();
        Assert.Equal(
            (400, "planning.category_unknown", "category"),
            await RefusalAsync(await PutAsync(commune, plan, other, category: "hộ khá"))
        );
        Assert.Equal((400, "planning.household_invalid", "householdCode"), await RefusalAsync(await PutAsync(commune, plan, other, "--")));
        Assert.Equal(
            (403, "planning.forbidden", null),
            await RefusalAsync(await PutAsync(commune, plan, other, by: fixture.Reporter(Village(commune, 1))))
        );
        Assert.Equal(400, (int)(await fixture.Officer(commune).GetAsync("planning/supports?state=x")).StatusCode);
    }

    private static ReasonRequest Reason => new() { Reason = "Hộ chưa làm công trình" };

    private static PaySupportRequest Payment => new() { Voucher = "PC-031", Day = new DateOnly(2023, 3, 1) };

    private async Task<(string Commune, Guid Plan)> NewAsync(long allotted = 0)
    {
        var commune = await fixture.CommuneAsync();
        var fund = new PlanFund
        {
            Key = "F04",
            Source = "Hỗ trợ hộ theo nghị quyết tỉnh",
            Amount = 1_000_000,
            Unit = "VND/hộ",
            Eligibility = ["hộ nghèo", "hộ cận nghèo"],
        };
        var plan = await fixture.PublishAsync(commune, SmallPlan.Content() with { Funding = [fund] });
        if (allotted > 0)
        {
            var entry = new
            {
                fund = "F04",
                kind = "allotted",
                amount = allotted,
                documentNumber = "12/QĐ-UBND",
                documentDay = "2023-03-01",
            };
            await ReadAsync<FundEntryView>(
                await fixture.Officer(commune).PutAsJsonAsync($"planning/plans/{plan}/fund-entries/{Guid.CreateVersion7()}", entry)
            );
        }

        return (commune, plan);
    }

    private async Task<SupportView> EnterAsync(string commune, Guid plan) =>
        await ReadAsync<SupportView>(await PutAsync(commune, plan, Guid.CreateVersion7()));

    private async Task<Guid> ApprovedAsync(string commune, Guid plan, string code)
    {
        var id = Guid.CreateVersion7();
        await ReadAsync<SupportView>(await PutAsync(commune, plan, id, code, $"Chủ hộ {code}"));
        await DoAsync(fixture.Officer(commune), id, "design");
        await DoAsync(fixture.Leader(commune), id, "approval");
        return id;
    }

    private Task<HttpResponseMessage> PutAsync(
        string commune,
        Guid plan,
        Guid id,
        string code = "YQ-017",
        string head = Head,
        string address = Address,
        string category = "hộ nghèo",
        HttpClient? by = null
    ) =>
        (by ?? fixture.Officer(commune)).PutAsJsonAsync(
            $"planning/supports/{id}",
            new
            {
                planId = plan,
                fund = "F04",
                villageCode = CodeOf(Village(commune, 1)),
                category,
                householdCode = code,
                head,
                address,
            }
        );

    private static Task<HttpResponseMessage> PostAsync(HttpClient by, Guid id, string act, object? body = null) =>
        by.PostAsync($"planning/supports/{id}/{act}", body is null ? null : JsonContent.Create(body));

    private static async Task<SupportView> DoAsync(HttpClient by, Guid id, string act, object? body = null) =>
        await ReadAsync<SupportView>(await PostAsync(by, id, act, body));
}

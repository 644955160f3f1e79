using System.Net.Http.Json;
using Ntm.Messaging;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Supports;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Supports;

/// <summary>A commune with a plan that supports households, which are made up.</summary>
internal sealed class SupportRegister(PlanningPlatform platform, string commune, Guid plan)
{
    public const string Head = "Chủ hộ số 17";
    public const string Address = "Xóm 3, cạnh nhà văn hóa";
    public const string Code = "YQ-017";

    public static readonly PlanFund Fund = new()
    {
        Key = "F04",
        Source = "Hỗ trợ hộ theo nghị quyết tỉnh",
        Amount = 1_000_000,
        Unit = "VND/hộ",
        Eligibility = ["hộ nghèo", "hộ cận nghèo"],
    };

    public string Commune => commune;

    public Guid Plan => plan;

    public string Village => Village(commune, 1);

    public HttpClient Officer => platform.Officer(commune);

    public HttpClient Leader => platform.Leader(commune);

    public static async Task<SupportRegister> NewAsync(PlanningPlatform platform, long allotted = 0, params PlanFund[] funds)
    {
        var commune = await platform.CommuneAsync();
        var register = new SupportRegister(platform, commune, await platform.PublishAsync(commune, Content("01/KH-BCĐ", funds)));
        if (allotted > 0)
        {
            await register.AllotAsync(allotted);
        }

        return register;
    }

    /// <summary>The register of another plan of the same commune.</summary>
    public async Task<SupportRegister> OtherPlanAsync(string number, int year, PlanFund fund)
    {
        var request = new CreatePlanRequest
        {
            UnitCode = CodeOf(commune),
            Year = year,
            Content = Content(number, fund),
        };
        var draft = await ReadAsync<PlanView>(await Officer.PostAsJsonAsync("planning/plans", request, EventJson.Options));
        await ReadAsync<PlanView>(await Leader.PostAsJsonAsync($"planning/plans/{draft.Id}/publication", new PublishPlanRequest()));
        return new SupportRegister(platform, commune, draft.Id);
    }

    public async Task AllotAsync(long amount) =>
        await ReadAsync<FundEntryView>(
            await Officer.PutAsJsonAsync(
                $"planning/plans/{plan}/fund-entries/{Guid.CreateVersion7()}",
                new
                {
                    fund = "F04",
                    kind = "allotted",
                    amount,
                    documentNumber = "12/QĐ-UBND",
                    documentDay = "2023-03-01",
                }
            )
        );

    /// <summary>What an entry says; what is named in another one replaces it.</summary>
    public Dictionary<string, object?> Entry(params (string Field, object? Value)[] other)
    {
        var entry = new Dictionary<string, object?>
        {
            ["planId"] = plan,
            ["fund"] = "F04",
            ["villageCode"] = CodeOf(Village),
            ["category"] = "hộ nghèo",
            ["householdCode"] = Code,
            ["head"] = Head,
            ["address"] = Address,
        };
        foreach (var (field, value) in other)
        {
            entry[field] = value;
        }

        return entry;
    }

    public Task<HttpResponseMessage> PutAsync(Guid id, object entry, HttpClient? by = null) =>
        (by ?? Officer).SendAsync(HttpMethod.Put, $"planning/supports/{id}", entry);

    public async Task<SupportView> EnteredAsync(params (string Field, object? Value)[] other) =>
        await ReadAsync<SupportView>(await PutAsync(Guid.CreateVersion7(), Entry(other)));

    public async Task<SupportView> ApprovedAsync(params (string Field, object? Value)[] other)
    {
        var support = await EnteredAsync(other);
        await ReadAsync<SupportView>(await ActAsync(Officer, support.Id, "design"));
        return await ReadAsync<SupportView>(await ActAsync(Leader, support.Id, "approval"));
    }

    /// <summary>An act on a support with the body that it takes.</summary>
    public static Task<HttpResponseMessage> ActAsync(HttpClient by, Guid id, string act, int? version = null, string? key = null) =>
        by.SendAsync(
            HttpMethod.Post,
            $"planning/supports/{id}/{act}",
            act switch
            {
                "design" or "approval" => null,
                "payment" => new { voucher = "PC-031", day = "2023-03-01" },
                _ => new { reason = "Hộ chưa làm công trình" },
            },
            version,
            key
        );

    public async Task<long> SpentAsync() =>
        (await GetAsync<List<FundTotal>>(Officer, $"planning/plans/{plan}/funds")).Single(row => row.Fund == "F04").Spent;

    private static PlanContent Content(string number, params PlanFund[] funds) =>
        SmallPlan.Content(number) with
        {
            Funding = funds.Length == 0 ? [Fund] : funds,
        };
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Tests.Tables;
using Ntm.Testing;

namespace Ntm.Planning.Tests.Features;

/// <summary>Warnings of plans behind HTTP.</summary>
public sealed class GetPlanWarningsTests : IAsyncLifetime
{
    private static readonly Guid Nowhere = new("0190a5c0-0000-7000-8000-000000000009");

    private TestPlatform platform = null!;

    private HttpClient Officer => platform.As("officer-1", "officer@42/446/18724");

    private HttpClient Leader => platform.As("leader-1", "leader@42/446/18724");

    private HttpClient Neighbour => platform.As("officer-2", "officer@42/446/18679");

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.StartAsync(new DateTimeOffset(2022, 3, 1, 2, 0, 0, TimeSpan.Zero), null, new PlanningModule());
        await UnitAsync("446", "42/446", "district", "42");
        await UnitAsync("18724", "42/446/18724", "commune", "446");
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_draft_is_looked_at_while_nothing_is_published()
    {
        var id = await DraftAsync(Officer, "18724", 2022, SeedTables.Content("S1"));

        var view = await ReadAsync(Officer, id);

        Assert.Equal(JsonValueKind.Null, view.GetProperty("edition").ValueKind);
        var over = Assert.Single(Items(view), item => item.GetProperty("kind").GetString() == "assigned-over-target");
        Assert.Equal("warn", over.GetProperty("severity").GetString());
        Assert.Equal(["T02", "K10", "K12", "K14"], over.GetProperty("rows").EnumerateArray().Select(row => row.GetString()));
        Assert.Equal("Nâng chỉ tiêu lên 3, hoặc bỏ một phần giao.", over.GetProperty("mend").GetString());
    }

    [Fact]
    public async Task The_counts_are_those_of_the_list_and_the_most_severe_stand_first()
    {
        var view = await ReadAsync(Officer, await DraftAsync(Officer, "18724", 2022, SeedTables.Content("S1")));

        var severities = Items(view).Select(item => item.GetProperty("severity").GetString()).ToList();

        Assert.Equal(severities.OrderDescending(), severities);
        Assert.Equal(view.GetProperty("warn").GetInt32(), severities.Count(each => each == "warn"));
        Assert.Equal(view.GetProperty("info").GetInt32(), severities.Count(each => each == "info"));
    }

    [Fact]
    public async Task A_target_is_not_asked_to_be_divided_where_no_unit_lies_below()
    {
        var id = await DraftAsync(Officer, "18724", 2022, Undivided());
        Assert.DoesNotContain("target-without-unit", Kinds(await ReadAsync(Officer, id)));

        await UnitAsync("18724-01", "42/446/18724/18724-01", "village", "18724");

        Assert.Contains("target-without-unit", Kinds(await ReadAsync(Officer, id)));
    }

    [Fact]
    public async Task The_edition_and_the_draft_beside_it_have_their_own_warnings()
    {
        var id = await DraftAsync(Officer, "18724", 2022, SeedTables.Content("S1"));
        await PublishAsync(Leader, id);
        var content = SeedTables.Content("S1");
        var mended = content with { Targets = [.. content.Targets.Select(row => row.Key == "T02" ? row with { Value = 3 } : row)] };
        await SendAsync(Officer, HttpMethod.Put, $"planning/plans/{id}/content", await VersionAsync(Officer, id), mended);

        var (published, draft) = (await ReadAsync(Officer, id), await ReadAsync(Officer, id, "?draft=true"));

        Assert.Equal(1, published.GetProperty("edition").GetInt32());
        Assert.Contains("assigned-over-target", Kinds(published));
        Assert.Equal(JsonValueKind.Null, draft.GetProperty("edition").ValueKind);
        Assert.DoesNotContain("assigned-over-target", Kinds(draft));
    }

    [Fact]
    public async Task A_plan_above_is_found_by_its_number_once_it_is_published()
    {
        var content = SeedTables.Content("S1");
        var own = content with { Header = content.Header with { ParentNumber = "07 -KH/BCĐ", ParentIssuedOn = new DateOnly(2021, 1, 22) } };
        var id = await DraftAsync(Officer, "18724", 2022, own);
        Assert.Contains("parent-not-loaded", Kinds(await ReadAsync(Officer, id)));

        var above = await DraftAsync(platform.As("officer-3", "officer@42/446"), "446", 2021, SeedTables.Content("S2"));
        await PublishAsync(platform.As("leader-3", "leader@42/446"), above);

        var kinds = Kinds(await ReadAsync(Officer, id));
        Assert.DoesNotContain("parent-not-loaded", kinds);
        Assert.Contains("parent-not-chosen", kinds);
        Assert.Contains("period-outside-parent", kinds);
    }

    [Fact]
    public async Task A_chosen_plan_above_is_compared_with()
    {
        var above = await DraftAsync(platform.As("officer-3", "officer@42/446"), "446", 2021, SeedTables.Content("S2"));
        await PublishAsync(platform.As("leader-3", "leader@42/446"), above);
        var content = SeedTables.Content("S1");
        var id = await DraftAsync(Officer, "18724", 2022, content with { Header = content.Header with { ParentId = above } });

        var kinds = Kinds(await ReadAsync(Officer, id));

        Assert.Contains("period-outside-parent", kinds);
        Assert.DoesNotContain("parent-missing", kinds);
    }

    [Fact]
    public async Task Others_see_the_warnings_of_what_is_published_alone()
    {
        var id = await DraftAsync(Officer, "18724", 2022, SeedTables.Content("S1"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Neighbour, id));

        await PublishAsync(Leader, id);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Neighbour, id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Neighbour, id, "?draft=true"));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(Officer, id, "?draft=true"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(platform.As("officer-4", "officer@19/164/5000"), id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Officer, Nowhere));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Officer, id, "?draft=perhaps"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(platform.Anonymous(), id));
    }

    private static PlanContent Undivided()
    {
        var content = SeedTables.Content("S1");
        return content with { Split = [], Header = content.Header with { Number = "15-KH/BCĐ" } };
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement view) => [.. view.GetProperty("warnings").EnumerateArray()];

    private static IReadOnlyList<string?> Kinds(JsonElement view) => [.. Items(view).Select(item => item.GetProperty("kind").GetString())];

    private static async Task<JsonElement> ReadAsync(HttpClient client, Guid id, string query = "") =>
        await client.GetFromJsonAsync<JsonElement>($"planning/plans/{id}/warnings{query}");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Guid id, string query = "") =>
        (await client.GetAsync($"planning/plans/{id}/warnings{query}")).StatusCode;

    private static async Task<int> VersionAsync(HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<JsonElement>($"planning/plans/{id}")).GetProperty("version").GetInt32();

    private static async Task<Guid> DraftAsync(HttpClient client, string unitCode, int year, PlanContent content)
    {
        using var response = await client.PostAsJsonAsync(
            "planning/plans",
            new CreatePlanRequest
            {
                UnitCode = unitCode,
                Year = year,
                Content = content,
            },
            EventJson.Options
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task PublishAsync(HttpClient leader, Guid id) =>
        await SendAsync(
            leader,
            HttpMethod.Post,
            $"planning/plans/{id}/publication",
            await VersionAsync(leader, id),
            new PublishPlanRequest()
        );

    private static async Task SendAsync<T>(HttpClient client, HttpMethod method, string path, int version, T body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, null, EventJson.Options) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task UnitAsync(string code, string path, string level, string parent)
    {
        var from = new DateOnly(2000, 1, 1);
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = platform.Clock.GetUtcNow(),
            UnitCode = code,
            UnitPath = path,
            Version = 1,
            Name = $"Đơn vị {code}",
            Level = level,
            ParentCode = parent,
            ValidFrom = from,
            ValidTo = null,
            Periods = [new AdministrativeUnitPeriod(from, null, $"Đơn vị {code}", parent, path)],
        };
        return platform.PublishAsync(@event, @event.EventId);
    }
}

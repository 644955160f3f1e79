using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Features.Difficulties;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Difficulties;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class DifficultyAccessTests : IAsyncLifetime
{
    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private string village = "";
    private Guid plan;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        await platform.UnitAsync("42", "province");
        await platform.UnitAsync("42/439", "district");
        commune = await platform.CommuneAsync();
        village = Village(commune, 1);
        plan = await platform.PublishAsync(commune);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    /// <summary>A village's difficulty lies with its commune: who reads it, raises the like, answers, passes it up, closes it.</summary>
    [Fact]
    public async Task Role_and_unit_say_who_reads_and_who_acts()
    {
        var cases = new (string Grant, int Read, int Raise, int Answer, int Pass, int Close)[]
        {
            ($"reporter@{village}", 200, 200, 403, 403, 200),
            ($"officer@{commune}", 200, 403, 200, 200, 403),
            ($"officer@{commune}#LHPN", 200, 403, 200, 200, 403),
            ($"leader@{commune}", 200, 403, 200, 200, 403),
            ($"auditor@{commune}", 200, 403, 403, 403, 403),
            ("officer@42/439", 200, 403, 403, 403, 403),
            ("leader@42", 200, 403, 403, 403, 403),
            ($"reporter@{Village(commune, 2)}", 404, 403, 404, 404, 404),
            ($"officer@{await platform.CommuneAsync()}", 404, 403, 404, 404, 404),
            ("leader@38", 404, 404, 404, 404, 404),
        };
        foreach (var (grant, read, raise, answer, pass, close) in cases)
        {
            var by = platform.Platform.As("somebody", grant);
            var found = (
                grant,
                Status(await by.GetAsync($"planning/difficulties/{await RaisedAsync()}")),
                Status(await by.SendAsync(HttpMethod.Put, $"planning/difficulties/{Guid.CreateVersion7()}", Text())),
                Status(await ActAsync(by, await RaisedAsync(), "answer")),
                Status(await ActAsync(by, await RaisedAsync(), "transfer")),
                Status(await ActAsync(by, await RaisedAsync(), "closure"))
            );
            Assert.Equal((grant, read, raise, answer, pass, close), found);
        }

        static int Status(HttpResponseMessage response) => (int)response.StatusCode;
    }

    [Fact]
    public async Task What_is_refused_or_stale_changes_nothing()
    {
        var id = await RaisedAsync();
        var before = await DetailAsync(id);

        foreach (var act in new[] { "answer", "transfer" })
        {
            Assert.Equal((412, "request.stale", null), await RefusalAsync(await ActAsync(platform.Officer(commune), id, act, 0)));
        }

        foreach (var act in new[] { "closure", "reopening" })
        {
            Assert.Equal((412, "request.stale", null), await RefusalAsync(await ActAsync(platform.Reporter(village), id, act, 9)));
        }

        var unknown = Guid.CreateVersion7();
        foreach (var act in new[] { "answer", "transfer", "closure", "reopening" })
        {
            var refused = await RefusalAsync(await ActAsync(platform.Officer(commune), unknown, act));
            Assert.Equal((404, "planning.difficulty_not_found", null), refused);
        }

        Assert.Equal(before, await DetailAsync(id));
        Assert.Single(await platform.Reporter(village).PagesAsync("planning/difficulties", 10));
    }

    [Fact]
    public async Task Nothing_is_raised_on_a_draft_a_closed_plan_or_where_nothing_is_above()
    {
        var draft = (await platform.DraftAsync(commune, SmallPlan.Content("09/KH-BCĐ"))).Id;
        var content = SmallPlan.Content("07/KH-BCĐ");
        var above = await platform.PublishAsync(
            "42",
            content with
            {
                Bodies = [.. content.Bodies.Select(body => body with { Level = PlanLevel.Province })],
                Reporting = [],
            }
        );

        Assert.Equal(
            (409, "planning.not_published", "planId"),
            await RefusedAsync(platform.Officer(commune), Text(draft, CodeOf(commune)))
        );
        Assert.Equal((404, "planning.plan_not_found", "planId"), await RefusedAsync(platform.Reporter(village), Text(draft)));
        Assert.Equal((409, "planning.nothing_above", null), await RefusedAsync(platform.Officer("42"), Text(above, "42")));
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        Assert.Equal((409, "planning.plan_closed", "planId"), await RefusedAsync(platform.Reporter(village), Text()));
        Assert.Empty(await platform.Officer("42").PagesAsync("planning/difficulties", 10));

        static async Task<(int, string?, string?)> RefusedAsync(HttpClient by, object body) =>
            await RefusalAsync(await by.SendAsync(HttpMethod.Put, $"planning/difficulties/{Guid.CreateVersion7()}", body));
    }

    [Theory]
    [InlineData("place=above", "planning.place_unknown", "place")]
    [InlineData("state=Open", "planning.state_unknown", "state")]
    [InlineData("state=overdue", "planning.state_unknown", "state")]
    public async Task A_list_that_there_is_not_is_refused(string query, string code, string field) =>
        Assert.Equal((400, code, field), await RefusalAsync(await platform.Officer(commune).GetAsync($"planning/difficulties?{query}")));

    /// <summary>At the tick before the second one's time ends, the first one's has ended and was noted.</summary>
    [Fact]
    public async Task An_answer_is_late_from_the_first_tick_after_its_time_and_not_before()
    {
        var first = await RaisedAsync();
        platform.GoTo(new DateOnly(2023, 3, 2));
        var (second, answered) = (await RaisedAsync(), await RaisedAsync());
        var end = VietnamTime.EndOf(new DateOnly(2023, 3, 13));

        platform.Platform.Clock.SetTo(end.AddTicks(-1));
        await platform.Platform.ReceivedAsync<DifficultyOverdue>(row => row.DifficultyId == first);
        Assert.Equal([first], await OverdueAsync());
        await ReadAsync<DifficultyView>(await ActAsync(platform.Officer(commune), answered, "answer"));
        platform.Platform.Clock.SetTo(end);
        await platform.Platform.ReceivedAsync<DifficultyOverdue>(row => row.DifficultyId == second);

        Assert.Equal([first, second], await OverdueAsync());
        Assert.Equal([first, second], platform.Platform.Received<DifficultyOverdue>().Select(row => row.DifficultyId).Order());
        var late = await ReadAsync<DifficultyView>(await ActAsync(platform.Officer(commune), second, "answer"));
        Assert.Equal((DifficultyState.Answered, false), (late.State, late.Overdue));
    }

    private async Task<IEnumerable<Guid>> OverdueAsync() =>
        (await GetAsync<Page<DifficultyView>>(platform.Officer(commune), "planning/difficulties?overdue=true"))
            .Items.Select(row => row.Id)
            .Order();

    private Task<string> DetailAsync(Guid id) => platform.Officer(commune).GetStringAsync($"planning/difficulties/{id}");

    private async Task<Guid> RaisedAsync()
    {
        var id = Guid.CreateVersion7(platform.Platform.Clock.GetUtcNow());
        var raised = await platform.Reporter(village).SendAsync(HttpMethod.Put, $"planning/difficulties/{id}", Text());
        return (await ReadAsync<DifficultyView>(raised)).Id;
    }

    private object Text(Guid? of = null, string? unit = null) =>
        new
        {
            planId = of ?? plan,
            unitCode = unit ?? CodeOf(village),
            text = "Một hộ thôn chưa hiến đất",
        };

    private static Task<HttpResponseMessage> ActAsync(HttpClient by, Guid id, string act, int? version = null) =>
        by.SendAsync(
            HttpMethod.Post,
            $"planning/difficulties/{id}/{act}",
            act switch
            {
                "answer" => new { text = "Xã đã xử lý" },
                "closure" => null,
                _ => new { reason = "Vượt thẩm quyền" },
            },
            version
        );
}

using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Difficulties;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Difficulties;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class DifficultyTests : IAsyncLifetime
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

    [Fact]
    public async Task A_villages_difficulty_lies_with_its_commune_is_answered_and_closed()
    {
        var id = Guid.CreateVersion7();
        var raised = await RaiseAsync(id);

        var answered = await DoAsync(platform.Officer(commune), id, "answer", Answer);
        var closed = await DoAsync(platform.Reporter(village), id, "closure");

        Assert.Equal((CodeOf(commune), DifficultyState.Open), (raised.AtCode, raised.State));
        Assert.Equal(VietnamDay(2023, 3, 11), raised.AnswerBefore);
        Assert.Equal((DifficultyState.Answered, "Xã đã xử lý"), (answered.State, answered.Answer));
        Assert.Equal(DifficultyState.Closed, closed.State);
        var detail = await GetAsync<DifficultyDetail>(platform.Officer(commune), $"planning/difficulties/{id}");
        Assert.Equal(["raised", "answered", "closed"], detail.History.Select(step => step.Kind));
        Assert.Equal(commune, (await platform.Platform.ReceivedAsync<DifficultyRaised>(row => row.DifficultyId == id)).AtPath);
        var @event = await platform.Platform.ReceivedAsync<DifficultyAnswered>(row => row.DifficultyId == id);
        Assert.Equal((village, "officer-1"), (@event.UnitPath, @event.AnsweredBy));
    }

    [Fact]
    public async Task The_same_request_again_counts_once_and_another_under_its_id_is_refused()
    {
        var id = Guid.CreateVersion7();
        var first = await RaiseAsync(id);

        var again = await RaiseAsync(id);
        var other = await RefusalAsync(
            await PutRaiseAsync(
                id,
                new
                {
                    planId = plan,
                    unitCode = CodeOf(village),
                    text = "Khác",
                }
            )
        );

        Assert.Equal(first, again);
        Assert.Equal((409, "planning.difficulty_id_taken", "id"), other);
        Assert.Single((await ListAsync(platform.Reporter(village), "?place=mine")).Items);
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_named()
    {
        Assert.Equal((400, "planning.target_unknown", "target"), await TryAsync(new { target = "T99" }));
        Assert.Equal((400, "planning.task_unknown", "task"), await TryAsync(new { task = "K99" }));
        Assert.Equal((400, "planning.wanted_in_past", "wantedBy"), await TryAsync(new { wantedBy = "2023-02-28" }));
        Assert.Equal((404, "planning.plan_not_found", "planId"), await TryAsync(new { planId = Guid.CreateVersion7() }));
        Assert.Equal((400, "planning.unit_not_of_plan", "unitCode"), await TryAsync(new { unitCode = "99999" }));
        Assert.Equal((403, "planning.forbidden", null), await TryAsync(new { unitCode = CodeOf(commune) }));

        async Task<(int, string?, string?)> TryAsync(object different)
        {
            var body = new Dictionary<string, object?>
            {
                ["planId"] = plan,
                ["unitCode"] = CodeOf(village),
                ["text"] = "Vướng mặt bằng",
            };
            foreach (var property in different.GetType().GetProperties())
            {
                body[property.Name] = property.GetValue(different);
            }

            return await RefusalAsync(await PutRaiseAsync(Guid.CreateVersion7(), body));
        }
    }

    [Fact]
    public async Task It_is_passed_up_with_a_reason_until_nothing_is_above()
    {
        var id = Guid.CreateVersion7();
        await RaiseAsync(id);
        var reason = new ReasonRequest { Reason = "Vượt thẩm quyền của xã" };

        var passed = await DoAsync(platform.Officer(commune), id, "transfer", reason);
        var refused = await RefusalAsync(await PostAsync(platform.Officer(commune), id, "answer", Answer));
        await DoAsync(platform.Officer("42/439"), id, "transfer", reason);
        var above = await RefusalAsync(await PostAsync(platform.Leader("42"), id, "transfer", reason));

        Assert.Equal(("439", DifficultyState.Open), (passed.AtCode, passed.State));
        Assert.Equal((403, "planning.forbidden", null), refused);
        Assert.Equal((409, "planning.nothing_above", null), above);
        Assert.Equal([id], (await ListAsync(platform.Leader("42"), "?place=here")).Items.Select(row => row.Id));
        Assert.Empty((await ListAsync(platform.Officer(commune), "?place=here")).Items);
        Assert.Equal([id], (await ListAsync(platform.Officer("42/439"), $"?plan={plan}&state=open")).Items.Select(row => row.Id));
    }

    [Fact]
    public async Task It_is_reopened_once_and_then_answered_again()
    {
        var id = Guid.CreateVersion7();
        await RaiseAsync(id);
        var reason = new ReasonRequest { Reason = "Chưa giải quyết được" };
        var early = await RefusalAsync(await PostAsync(platform.Reporter(village), id, "reopening", reason));
        await DoAsync(platform.Officer(commune), id, "answer", Answer);

        var reopened = await DoAsync(platform.Reporter(village), id, "reopening", reason);
        var second = await DoAsync(platform.Leader(commune), id, "answer", Answer);
        var again = await RefusalAsync(await PostAsync(platform.Reporter(village), id, "reopening", reason));
        var twice = await RefusalAsync(await PostAsync(platform.Leader(commune), id, "answer", Answer));
        var officer = await RefusalAsync(await PostAsync(platform.Officer(commune), id, "closure", null));

        Assert.Equal((409, "planning.difficulty_not_answered", null), early);
        Assert.Equal((DifficultyState.Open, true), (reopened.State, reopened.Reopened));
        Assert.Equal(DifficultyState.Answered, second.State);
        Assert.Equal((409, "planning.difficulty_reopened_before", null), again);
        Assert.Equal((409, "planning.difficulty_not_open", null), twice);
        Assert.Equal((403, "planning.forbidden", null), officer);
        await DoAsync(platform.Reporter(village), id, "closure");
        Assert.Equal(
            (409, "planning.difficulty_closed", null),
            await RefusalAsync(await PostAsync(platform.Reporter(village), id, "closure", null))
        );
    }

    [Fact]
    public async Task Without_an_answer_it_is_overdue_after_the_days_of_the_plans_rule()
    {
        var content = SmallPlan.Content() with
        {
            Rules =
            [
                new PlanRule
                {
                    Key = "R-TL",
                    Kind = AnswerTime.RuleKind,
                    Text = "Trả lời vướng mắc trong hai ngày làm việc",
                    Value = 2,
                },
            ],
        };
        await platform.AmendAsync(commune, plan, content);
        var (late, answered) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RaiseAsync(late);
        await RaiseAsync(answered);
        await DoAsync(platform.Officer(commune), answered, "answer", Answer);

        platform.GoTo(new DateOnly(2023, 3, 4), 1);
        var @event = await platform.Platform.ReceivedAsync<DifficultyOverdue>(row => row.DifficultyId == late);

        Assert.Equal(VietnamDay(2023, 3, 4), @event.AnswerBefore);
        Assert.Equal([late], (await ListAsync(platform.Officer(commune), "?overdue=true")).Items.Select(row => row.Id));
        Assert.Equal([answered], (await ListAsync(platform.Officer(commune), "?overdue=false")).Items.Select(row => row.Id));
        var detail = await GetAsync<DifficultyDetail>(platform.Reporter(village), $"planning/difficulties/{late}");
        Assert.Equal((true, "overdue"), (detail.Difficulty.Overdue, detail.History[^1].Kind));
        Assert.DoesNotContain(platform.Platform.Received<DifficultyOverdue>(), row => row.DifficultyId == answered);
    }

    [Fact]
    public async Task Lists_are_paged_and_show_nobody_elses()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await RaiseAsync(Guid.CreateVersion7());
        }

        var first = await ListAsync(platform.Officer(commune), "?limit=2");
        var rest = await ListAsync(platform.Officer(commune), $"?limit=2&after={first.Next}");

        Assert.Equal(3, first.Items.Concat(rest.Items).Select(row => row.Id).Distinct().Count());
        Assert.Null(rest.Next);
        Assert.Empty((await ListAsync(platform.Reporter(Village(commune, 2)), "")).Items);
        var hidden = $"planning/difficulties/{first.Items[0].Id}";
        Assert.Equal(404, (int)(await platform.Reporter(Village(commune, 2)).GetAsync(hidden)).StatusCode);
        Assert.Equal(400, (int)(await platform.Officer(commune).GetAsync("planning/difficulties?place=x")).StatusCode);
        Assert.Equal(400, (int)(await platform.Officer(commune).GetAsync("planning/difficulties?state=x")).StatusCode);
    }

    [Fact]
    public async Task Who_decided_on_an_older_state_is_refused()
    {
        var id = Guid.CreateVersion7();
        await RaiseAsync(id);
        var request = new HttpRequestMessage(HttpMethod.Post, $"planning/difficulties/{id}/answer")
        {
            Content = JsonContent.Create(Answer),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");

        var refused = await platform.Officer(commune).SendAsync(request);

        Assert.Equal(412, (int)refused.StatusCode);
    }

    private static AnswerDifficultyRequest Answer => new() { Text = "Xã đã xử lý" };

    private static DateTimeOffset VietnamDay(int year, int month, int day) =>
        Ntm.LegalTime.VietnamTime.StartOf(new DateOnly(year, month, day));

    private async Task<DifficultyView> RaiseAsync(Guid id) =>
        await ReadAsync<DifficultyView>(
            await PutRaiseAsync(
                id,
                new
                {
                    planId = plan,
                    unitCode = CodeOf(village),
                    target = "T01",
                    text = "Một hộ thôn chưa hiến đất",
                    wantedBy = "2023-03-20",
                }
            )
        );

    private Task<HttpResponseMessage> PutRaiseAsync(Guid id, object body) =>
        platform.Reporter(village).PutAsJsonAsync($"planning/difficulties/{id}", body);

    private static Task<HttpResponseMessage> PostAsync(HttpClient by, Guid id, string act, object? body) =>
        by.PostAsync($"planning/difficulties/{id}/{act}", body is null ? null : JsonContent.Create(body));

    private static async Task<DifficultyView> DoAsync(HttpClient by, Guid id, string act, object? body = null) =>
        await ReadAsync<DifficultyView>(await PostAsync(by, id, act, body));

    private static Task<Page<DifficultyView>> ListAsync(HttpClient by, string query) =>
        GetAsync<Page<DifficultyView>>(by, $"planning/difficulties{query}");
}

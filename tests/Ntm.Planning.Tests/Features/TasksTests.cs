using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Tasks;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class TasksTests : IAsyncLifetime
{
    private static readonly DateOnly Due = new(2023, 3, 10);

    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Each_body_sees_its_own_list_and_the_plans_people_all_of_it()
    {
        var (commune, plan) = await NewAsync(
            TaskPlan.Task("K01", Due) with
            {
                Responsible = ["BPT"],
                Coordinating = ["BCD"],
                Serves = ["T01"],
            }
        );
        var village = Village(commune, 1);

        var mine = (await ListAsync(platform.Reporter(village))).Items.Single();
        var all = (await ListAsync(platform.Officer(commune), $"?plan={plan}")).Items;
        var officers = (await ListAsync(platform.Officer(commune), "?mine=true")).Items;

        Assert.Equal(
            ("01/KH-BCĐ", "Nhiệm vụ K01", "hết ngày", AssignmentPart.Responsible),
            (mine.PlanNumber, mine.Text, mine.DueText, mine.Part)
        );
        Assert.Equal("còn 9 ngày 15 giờ", mine.TimeLeft);
        Assert.Equal(["T01"], mine.Serves);
        Assert.Equal(["complete"], mine.AllowedActions);
        Assert.Equal(CodeOf(village), mine.UnitCode);
        Assert.Equal(["BCD", "BPT", "BPT", "LHPN"], all.Select(row => row.Body).Order());
        Assert.Equal(["BCD"], officers.Select(row => row.Body));
        Assert.Equal(["BCD", "LHPN"], (await ListAsync(platform.UnionOf(commune), "?mine=true")).Items.Select(row => row.Body).Order());
        Assert.Equal(4, (await ListAsync(platform.Platform.As("auditor", $"auditor@{commune}"), "")).Items.Count);
        Assert.Empty((await ListAsync(platform.Leader(await platform.CommuneAsync()), "")).Items);
    }

    [Fact]
    public async Task The_list_begins_with_the_most_urgent_and_pages_through()
    {
        var (commune, plan) = await NewAsync(
            TaskPlan.Task("K01"),
            TaskPlan.Task("K02", Due.AddDays(5)),
            TaskPlan.Task("K03", Due),
            TaskPlan.Task("K04", Due.AddDays(9))
        );
        await DoneAsync(platform.UnionOf(commune), plan, "K02");

        var first = await ListAsync(platform.Officer(commune), $"?plan={plan}&limit=2");
        var rest = await ListAsync(platform.Officer(commune), $"?plan={plan}&limit=2&after={first.Next}");
        var done = await ListAsync(platform.Officer(commune), "?state=done&body=LHPN");

        Assert.Equal(["K03", "K04", "K01"], first.Items.Concat(rest.Items).Select(row => row.Task));
        Assert.Null(rest.Next);
        Assert.Equal(["K02"], done.Items.Select(row => row.Task));
        Assert.Equal((400, "planning.state_unknown", "state"), await RefusalAsync(await GetAsync("?state=later")));

        Task<HttpResponseMessage> GetAsync(string query) => platform.Officer(commune).GetAsync("planning/tasks" + query);
    }

    [Fact]
    public async Task A_task_waits_for_those_before_it()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01"), TaskPlan.Task("K02", null, "K01"));
        var union = platform.UnionOf(commune);

        var waiting = (await ListAsync(union, "?mine=true")).Items.Single(row => row.Task == "K02");
        var refused = await CompleteAsync(union, plan, "K02");
        var text = await refused.Content.ReadAsStringAsync();
        await DoneAsync(union, plan, "K01");
        var done = await DoneAsync(union, plan, "K02");

        Assert.Equal(["K01"], waiting.WaitsFor);
        Assert.Empty(waiting.AllowedActions);
        Assert.Equal((409, "planning.task_waits"), (((int)refused.StatusCode), (await RefusalAsync(refused)).Code));
        Assert.Contains("K01 (Nhiệm vụ K01)", text, StringComparison.Ordinal);
        Assert.True(done.Done);
    }

    [Fact]
    public async Task Who_marks_a_task_is_recorded_and_twice_changes_nothing()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01"), TaskPlan.Task("K02"));

        var own = await DoneAsync(platform.UnionOf(commune), plan, "K01", "Xong sớm");
        platform.GoTo(SmallPlan.From.AddDays(1));
        var again = await DoneAsync(platform.Officer(commune), plan, "K01", "Lần nữa");
        var behalf = await DoneAsync(platform.Officer(commune), plan, "K02");

        var part = own.Parts.Single();
        Assert.Equal(("Xong sớm", false, AssignmentState.Done), (part.Note, part.OnBehalf, part.State));
        Assert.Equal(["reopen"], part.AllowedActions);
        Assert.Equal((part.Note, part.DoneAt), (again.Parts.Single().Note, again.Parts.Single().DoneAt));
        Assert.True(behalf.Parts.Single().OnBehalf);
        await platform.Platform.ReceivedAsync<TaskDone>(row => row.Task == "K02");
        Assert.Single(platform.Platform.Received<TaskDone>(), row => row.Task == "K01");
    }

    [Fact]
    public async Task Strangers_and_helpers_mark_nothing_and_a_closed_plan_takes_nothing()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01") with { Coordinating = ["BPT"] });
        var other = platform.Platform.As("other", $"officer@{commune.Replace(CodeOf(commune), "1", StringComparison.Ordinal)}#LHPN");

        Assert.Equal(403, (int)(await CompleteAsync(platform.Reporter(Village(commune, 1)), plan, "K01")).StatusCode);
        Assert.Equal((403, "planning.not_your_task", null), await RefusalAsync(await CompleteAsync(other, plan, "K01")));
        Assert.Equal(
            (404, "planning.task_not_found", null),
            await RefusalAsync(await CompleteAsync(platform.Officer(commune), plan, "K9"))
        );
        Assert.Equal(
            (400, "planning.unit_not_in_task", "unitCode"),
            await RefusalAsync(await CompleteAsync(platform.Officer(commune), plan, "K01", unit: "99999"))
        );
        await DoneAsync(platform.Officer(commune), plan, "K01");
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();
        Assert.Equal((409, "planning.plan_closed", null), await RefusalAsync(await CompleteAsync(platform.Officer(commune), plan, "K01")));
        Assert.Equal((409, "planning.plan_closed", null), await RefusalAsync(await ReopenAsync(platform.Officer(commune), plan, "Sai")));
        Assert.Empty((await ListAsync(platform.Officer(commune), "?state=done")).Items.SelectMany(row => row.AllowedActions));
    }

    [Fact]
    public async Task What_is_not_done_when_the_plan_is_closed_is_closed_and_never_late()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01", Due), TaskPlan.Task("K02", Due));
        await DoneAsync(platform.UnionOf(commune), plan, "K02");
        (await platform.Leader(commune).PostAsync($"planning/plans/{plan}/closure", null)).EnsureSuccessStatusCode();

        platform.GoTo(Due.AddDays(2));
        await platform.SettledAsync();

        var closed = (await ListAsync(platform.Officer(commune), $"?plan={plan}&state=closed")).Items.Single();
        Assert.Equal(("K01", AssignmentState.Closed, null), (closed.Task, closed.State, closed.TimeLeft));
        Assert.Empty((await ListAsync(platform.Officer(commune), $"?plan={plan}")).Items);
        Assert.Equal(["K02"], (await ListAsync(platform.Officer(commune), $"?plan={plan}&state=done")).Items.Select(row => row.Task));
        Assert.Empty(platform.Platform.Received<TaskOverdue>());
    }

    [Fact]
    public async Task A_village_marks_its_own_part_and_the_last_one_ends_the_task()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01") with { Accountable = ["BPT"], Coordinating = [TaskPlan.Union] });
        var (one, two) = (Village(commune, 1), Village(commune, 2));

        var first = await DoneAsync(platform.Reporter(one), plan, "K01");
        var foreign = await CompleteAsync(platform.Reporter(one), plan, "K01", unit: CodeOf(two));
        var last = await DoneAsync(platform.Officer(commune), plan, "K01", unit: CodeOf(two));

        Assert.Equal([CodeOf(one)], first.Parts.Where(row => row.State == AssignmentState.Done).Select(row => row.UnitCode));
        Assert.False(first.Done);
        Assert.Equal(403, (int)foreign.StatusCode);
        Assert.True(last.Done);
        var whole = await platform.Platform.ReceivedAsync<TaskDone>(row => row.Whole);
        Assert.Equal([commune, two], whole.UnitPaths.Order());
    }

    [Fact]
    public async Task What_was_done_by_mistake_is_opened_again_with_a_reason()
    {
        var (commune, plan) = await NewAsync(TaskPlan.Task("K01", Due));
        var union = platform.UnionOf(commune);
        await DoneAsync(union, plan, "K01");

        Assert.Equal((400, "planning.reason_missing", "reason"), await RefusalAsync(await ReopenAsync(union, plan, " ")));
        var open = await ReadAsync<TaskStanding>(await ReopenAsync(union, plan, "Chưa nghiệm thu"));
        var again = await ReadAsync<TaskStanding>(await ReopenAsync(union, plan, "Lần nữa"));

        Assert.Equal((false, "Chưa nghiệm thu"), (open.Done, open.Parts.Single().ReopenReason));
        Assert.Equal("Chưa nghiệm thu", again.Parts.Single().ReopenReason);
        var @event = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row.Reopened);
        Assert.Equal("LHPN", Assert.Single(@event.Assignees).Department);
        platform.GoTo(Due.AddDays(1), 1);
        Assert.Equal("K01", (await platform.Platform.ReceivedAsync<TaskOverdue>()).Task);
    }

    [Fact]
    public async Task A_due_that_passes_goes_to_who_answers_else_to_the_leader()
    {
        var (commune, plan) = await NewAsync(
            TaskPlan.Task("K01", Due),
            TaskPlan.Task("K02", Due) with
            {
                Accountable = ["BCD"],
            },
            TaskPlan.Task("K03", Due),
            TaskPlan.Task("K04", Due.AddDays(3)) with
            {
                Accountable = ["HU"],
            }
        );
        await DoneAsync(platform.UnionOf(commune), plan, "K03");

        platform.GoTo(Due.AddDays(1), 1);
        var union = await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K01");
        var leader = await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K02");
        var above = (await ListAsync(platform.Leader(Above(commune)), "")).Items;
        platform.GoTo(Due.AddDays(4), 1);
        var district = await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K04");

        Assert.Equal([new TaskAssignee("officer", "LHPN", commune, "LHPN", "accountable")], union.Assignees);
        Assert.Equal(("leader", commune), (leader.Assignees.Single().Role, leader.Assignees.Single().UnitPath));
        Assert.Equal(["K01", "K02", "K04"], above.Select(row => row.Task).Order());
        Assert.Equal(Above(commune), district.Assignees.Single().UnitPath);
        Assert.Equal(3, platform.Platform.Received<TaskOverdue>().Count(row => row.PlanId == plan));
        Assert.Equal("quá hạn 3 ngày 1 giờ", (await ListAsync(platform.Officer(commune), "?state=overdue&limit=1")).Items[0].TimeLeft);
    }

    [Fact]
    public async Task A_later_edition_keeps_what_was_done_and_reports_what_changed()
    {
        var (commune, plan) = await NewAsync(
            TaskPlan.Task("K01", Due),
            TaskPlan.Task("K02", Due),
            TaskPlan.Task("K03"),
            TaskPlan.Task("K04")
        );
        await DoneAsync(platform.UnionOf(commune), plan, "K01");

        await platform.AmendAsync(
            commune,
            plan,
            TaskPlan.Content(
                TaskPlan.Task("K01", Due) with
                {
                    Responsible = ["CTUB"],
                },
                TaskPlan.Task("K02", Due.AddDays(7)),
                TaskPlan.Task("K03")
            )
        );

        var rows = (await ListAsync(platform.Officer(commune), $"?plan={plan}")).Items;
        var done = (await ListAsync(platform.Officer(commune), $"?plan={plan}&state=done")).Items;
        var moved = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row is { Edition: 2, Task: "K02" });
        var dropped = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row is { Edition: 2, Task: "K04" });
        Assert.Equal(["K02", "K03"], rows.Select(row => row.Task));
        Assert.Equal((7, 7), ((rows[0].DueAt - rows[0].DueBefore)!.Value.Days, (moved.DueAt - rows[0].DueBefore)!.Value.Days));
        Assert.Equal(["CTUB", "LHPN"], done.Select(row => row.Body).Order());
        Assert.Empty(dropped.Assignees);
        Assert.Equal(
            ["K02", "K04"],
            platform.Platform.Received<TaskAssigned>().Where(row => row.Edition == 2).Select(row => row.Task).Order()
        );
    }

    [Fact]
    public async Task An_edition_gives_each_task_to_its_bodies_in_one_event()
    {
        var (commune, plan) = await NewAsync(
            TaskPlan.Task("K01", Due) with
            {
                Responsible = ["BPT", TaskPlan.Union],
            },
            new PlanTask { Key = "K02", Text = "Không giao ai" }
        );

        var first = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row.PlanId == plan && row.Task == "K01");
        var second = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row.PlanId == plan && row.Task == "K02");

        Assert.Equal(
            [
                ("officer", "LHPN", commune, "accountable"),
                ("reporter", null, Village(commune, 1), "responsible"),
                ("reporter", null, Village(commune, 2), "responsible"),
            ],
            first.Assignees.Select(to => (to.Role, to.Department, to.UnitPath, to.Part))
        );
        Assert.Equal(new TaskAssignee("officer", null, commune, "BCD", "accountable"), second.Assignees.Single());
    }

    private async Task<(string Commune, Guid Plan)> NewAsync(params PlanTask[] tasks)
    {
        var commune = await platform.CommuneAsync(2, await platform.DistrictAsync());
        return (commune, await platform.PublishAsync(commune, TaskPlan.Content(tasks)));
    }

    private static string Above(string path) => path[..path.LastIndexOf('/')];

    private static Task<HttpResponseMessage> CompleteAsync(
        HttpClient by,
        Guid plan,
        string task,
        string? note = null,
        string? unit = null
    ) => by.PostAsJsonAsync($"planning/plans/{plan}/tasks/{task}/completion", new CompleteTaskRequest { Note = note, UnitCode = unit });

    private static async Task<TaskStanding> DoneAsync(HttpClient by, Guid plan, string task, string? note = null, string? unit = null) =>
        await ReadAsync<TaskStanding>(await CompleteAsync(by, plan, task, note, unit));

    private static Task<HttpResponseMessage> ReopenAsync(HttpClient by, Guid plan, string reason) =>
        by.DeleteAsync($"planning/plans/{plan}/tasks/K01/completion?reason={Uri.EscapeDataString(reason)}");

    private static Task<Page<TaskSummary>> ListAsync(HttpClient by, string query = "") =>
        GetAsync<Page<TaskSummary>>(by, "planning/tasks" + query);
}

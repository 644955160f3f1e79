using System.Net.Http.Json;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Features.Tasks;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Tasks;

public sealed class TaskAccessTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    /// <summary>The women's union answers for the task, the two villages do it and a leader helps. What each sees of its four parts,
    /// how marking it is answered, and how many parts are done then.</summary>
    [Theory]
    [InlineData("officer@commune#LHPN", 4, 200, 4, false)]
    [InlineData("officer@commune#KT", 4, 200, 4, true)]
    [InlineData("officer@commune", 4, 200, 4, true)]
    [InlineData("leader@commune", 4, 200, 4, true)]
    [InlineData("reporter@village", 1, 200, 1, false)]
    [InlineData("auditor@commune", 4, 403, 0, false)]
    [InlineData("reporter@commune", 0, 403, 0, false)]
    [InlineData("leader@village", 0, 403, 0, false)]
    [InlineData("officer@district#LHPN", 0, 403, 0, false)]
    [InlineData("leader@district", 0, 403, 0, false)]
    [InlineData("officer@other#LHPN", 0, 403, 0, false)]
    [InlineData("officer@abroad#LHPN", 0, 404, 0, false)]
    public async Task Role_unit_and_department_say_who_sees_and_who_marks(string grant, int seen, int status, int done, bool onBehalf)
    {
        var commune = await fixture.CommuneAsync();
        var task = TaskPlan.Task("K01") with { Responsible = ["BPT"], Coordinating = ["CTUB"] };
        var plan = await fixture.PublishAsync(commune, TaskPlan.Content(task));
        var by = fixture.Platform.As("somebody", await GrantAsync(grant, commune));

        var listed = await GetAsync<Page<TaskSummary>>(by, $"planning/tasks?plan={plan}");
        var marked = await by.PostAsJsonAsync($"planning/plans/{plan}/tasks/K01/completion", new CompleteTaskRequest { Note = "Xong" });

        Assert.Equal((seen, status), (listed.Items.Count, (int)marked.StatusCode));
        var parts = (await GetAsync<Page<TaskSummary>>(fixture.Officer(commune), $"planning/tasks?plan={plan}&state=done")).Items;
        Assert.Equal(done, parts.Count);
        Assert.All(parts, part => Assert.Equal((onBehalf, "Xong"), (part.OnBehalf, part.Note)));
        if (status != 200)
        {
            Assert.Equal(status == 404 ? "planning.plan_not_found" : "planning.not_your_task", (await RefusalAsync(marked)).Code);
        }
    }

    [Fact]
    public async Task A_refused_mark_leaves_every_part_as_it_was()
    {
        var commune = await fixture.CommuneAsync();
        var tasks = new[] { TaskPlan.Task("K01") with { Responsible = ["BPT"] }, TaskPlan.Task("K02", null, "K01") };
        var plan = await fixture.PublishAsync(commune, TaskPlan.Content(tasks));
        var draft = (await fixture.DraftAsync(commune, SmallPlan.Content("08/KH-BCĐ"))).Id;
        var (officer, reporter) = (fixture.Officer(commune), fixture.Reporter(Village(commune, 1)));
        var before = await ListAsync();

        await RefusedAsync((409, "planning.task_waits", null), officer, HttpMethod.Post, "K02/completion", new { });
        await RefusedAsync((404, "planning.task_not_found", null), officer, HttpMethod.Post, "K09/completion", new { });
        await RefusedAsync(
            (400, "planning.unit_not_in_task", "unitCode"),
            officer,
            HttpMethod.Post,
            "K01/completion",
            new { unitCode = "1" }
        );
        await RefusedAsync((403, "planning.not_your_task", null), reporter, HttpMethod.Post, "K02/completion", new { });
        await RefusedAsync((400, "planning.reason_missing", "reason"), officer, HttpMethod.Delete, "K01/completion");
        await RefusedAsync(
            (400, "planning.reason_missing", "reason"),
            officer,
            HttpMethod.Delete,
            "K01/completion?reason=" + new string('a', 501)
        );
        await RefusedAsync((400, "planning.unit_not_in_task", "unitCode"), officer, HttpMethod.Delete, "K01/completion?reason=a&unit=1");
        Assert.Equal(
            (404, "planning.plan_not_found", null),
            await RefusalAsync(await officer.PostAsJsonAsync($"planning/plans/{draft}/tasks/K01/completion", new { }))
        );

        Assert.Equal(before, await ListAsync());

        async Task RefusedAsync((int, string?, string?) expected, HttpClient by, HttpMethod method, string act, object? body = null) =>
            Assert.Equal(expected, await RefusalAsync(await by.SendAsync(method, $"planning/plans/{plan}/tasks/{act}", body)));

        Task<List<string>> ListAsync() => officer.PagesAsync($"planning/tasks?plan={plan}", 2);
    }

    [Fact]
    public async Task Of_marks_at_once_one_counts_and_the_others_see_it()
    {
        var commune = await fixture.CommuneAsync();
        var plan = await fixture.PublishAsync(commune, TaskPlan.Content(TaskPlan.Task("K01")));

        var marks = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(number =>
                    fixture
                        .UnionOf(commune)
                        .PostAsJsonAsync($"planning/plans/{plan}/tasks/K01/completion", new CompleteTaskRequest { Note = $"Lần {number}" })
                )
        );

        var notes = new List<string?>();
        foreach (var mark in marks)
        {
            var part = (await ReadAsync<TaskStanding>(mark)).Parts.Single();
            Assert.Equal(AssignmentState.Done, part.State);
            notes.Add(part.Note);
        }

        Assert.Single(notes.Distinct());
    }

    private async Task<string> GrantAsync(string grant, string commune)
    {
        var place = grant.Split('@')[1].Split('#')[0];
        var path = place switch
        {
            "commune" => commune,
            "village" => Village(commune, 1),
            "district" => "42/439",
            "other" => await fixture.CommuneAsync(),
            _ => "38/380",
        };
        return grant.Replace("@" + place, "@" + path, StringComparison.Ordinal);
    }
}

using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Difficulties;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Features.Tasks;
using Ntm.Planning.Features.Work;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Each test has a platform of its own: some move its clock.</summary>
public sealed class FollowUnitsTests : IAsyncLifetime
{
    private static readonly DateOnly Long = new(2000, 1, 1);
    private static readonly DateOnly Monday = new(2023, 3, 13);
    private static readonly DateOnly LastDay = new(2023, 3, 14);

    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_new_village_gets_duties_from_its_first_period_on_and_the_tasks_of_every_village()
    {
        var (commune, plan) = await NewAsync();
        var third = Village(commune, 3);
        await platform.UnitAsync(1, "village", [], Period(third, new DateOnly(2023, 3, 15)));
        await platform.SettledAsync();
        Assert.Empty((await DutiesAsync(commune, plan, third)).Items);

        platform.GoTo(new DateOnly(2023, 3, 15), 1);
        await platform.SettledAsync();

        var duties = (await DutiesAsync(commune, plan, third)).Items;
        Assert.Equal(new DateOnly(2023, 3, 11), duties[0].Start);
        Assert.All(duties, row => Assert.Equal(DutyStatus.Pending, row.Status));
        var task = (await GetAsync<Page<TaskSummary>>(platform.Reporter(third), "planning/tasks?mine=true")).Items.Single();
        Assert.Equal(("K01", AssignmentState.Open), (task.Task, task.State));
        var assigned = await platform.Platform.ReceivedAsync<TaskAssigned>(row => row.UnitPaths is not null);
        Assert.Equal([third], assigned.UnitPaths!);
        Assert.Equal([third], assigned.Assignees.Select(row => row.UnitPath));
    }

    [Fact]
    public async Task A_village_that_is_known_at_once_gets_them_at_once()
    {
        var (commune, plan) = await NewAsync();
        var third = Village(commune, 3);

        await platform.UnitAsync(third, "village");
        await platform.SettledAsync();
        await platform.UnitAsync(2, "village", [], Period(third, Long, null, "Thôn Mới"));
        await platform.SettledAsync();

        var duties = (await DutiesAsync(commune, plan, third)).Items;
        Assert.Equal(SmallPlan.From, duties[0].Start);
        Assert.All(duties, row => Assert.Equal("Thôn Mới", row.UnitName));
        Assert.Equal(duties.Count, duties.DistinctBy(row => row.Start).Count());
    }

    [Fact]
    public async Task What_is_open_at_a_merged_village_goes_to_the_one_that_takes_it_over_once()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1, null)));
        platform.GoTo(Monday);
        await platform.SettledAsync();
        var work = new WorkItemInput { Id = Guid.CreateVersion7(), Text = "Trồng cây" };
        var week = new RegisterWeekWorkRequest { UnitCode = CodeOf(one), Items = [work] };
        await ReadAsync<WeekWork>(
            await platform.Reporter(one).PutAsJsonAsync($"planning/plans/{plan}/weeks/2023-03-13/work", week, EventJson.Options)
        );
        var difficulty = Guid.CreateVersion7();
        (
            await platform.Reporter(one).PutAsJsonAsync($"planning/difficulties/{difficulty}", Difficulty(plan, one))
        ).EnsureSuccessStatusCode();

        await platform.UnitAsync(2, "village", [CodeOf(two)], Period(one, Long, LastDay));
        platform.GoTo(LastDay.AddDays(1), 1);
        await platform.SettledAsync();

        var pending = (await DutiesAsync(commune, plan, two)).Items;
        Assert.Equal(pending.Count, pending.DistinctBy(row => row.Start).Count());
        Assert.Empty((await DutiesAsync(commune, plan, one)).Items);
        Assert.Equal(
            [DutyStatus.Filed, DutyStatus.Missing],
            (await DutiesAsync(commune, plan, one, "filed"))
                .Items.Concat((await DutiesAsync(commune, plan, one, "missing")).Items)
                .Select(row => row.Status)
        );
        Assert.Equal(
            [CodeOf(two)],
            (await GetAsync<Page<TaskSummary>>(platform.Officer(commune), $"planning/tasks?plan={plan}&body=BPT")).Items.Select(row =>
                row.UnitCode
            )
        );
        var moved = (await GetAsync<WeekWork>(platform.Officer(commune), $"planning/plans/{plan}/weeks/2023-03-13/work")).Units.Single();
        Assert.Equal((CodeOf(two), work.Id), (moved.UnitCode, moved.Items.Single().Id));
        var detail = await GetAsync<DifficultyDetail>(platform.Reporter(two), $"planning/difficulties/{difficulty}");
        Assert.Equal((CodeOf(two), "open"), (detail.Difficulty.UnitCode, $"{detail.Difficulty.State}".ToLowerInvariant()));
        Assert.Equal(["raised", "moved"], detail.History.Select(step => step.Kind));
    }

    [Fact]
    public async Task What_is_done_stays_at_the_merged_village_over_later_editions()
    {
        var (commune, plan) = await NewAsync();
        var (one, three) = (Village(commune, 1), Village(commune, 3));
        (
            await platform.Reporter(one).PostAsJsonAsync($"planning/plans/{plan}/tasks/K01/completion", new CompleteTaskRequest())
        ).EnsureSuccessStatusCode();
        await platform.UnitAsync(1, "village", [], Period(three, LastDay.AddDays(1)));
        await platform.UnitAsync(2, "village", [CodeOf(three)], Period(one, Long, LastDay));
        platform.GoTo(LastDay.AddDays(1), 1);
        await platform.SettledAsync();

        var content = Content();
        await platform.AmendAsync(commune, plan, content with { Header = content.Header with { Subject = "Khác" } });

        var done = (await GetAsync<Page<TaskSummary>>(platform.Officer(commune), $"planning/tasks?plan={plan}&state=done")).Items;
        Assert.Equal([CodeOf(one)], done.Select(row => row.UnitCode));
        var first = (await DutiesAsync(commune, plan, three)).Items[0];
        Assert.Equal(new DateOnly(2023, 3, 11), first.Start);
    }

    [Fact]
    public async Task A_plan_goes_with_its_commune_to_another_place()
    {
        var (commune, plan) = await NewAsync();
        var (there, village) = ($"42/440/{CodeOf(commune)}", $"42/440/{CodeOf(commune)}/{CodeOf(Village(commune, 1))}");
        platform.GoTo(Monday);
        await platform.UnitAsync(2, "commune", [], Period(commune, Long, Monday.AddDays(-1)), Period(there, Monday));
        foreach (var number in new[] { 1, 2 })
        {
            var moved = Period($"{there}/{CodeOf(Village(commune, number))}", Monday);
            await platform.UnitAsync(2, "village", [], Period(Village(commune, number), Long, Monday.AddDays(-1)), moved);
        }

        await platform.SettledAsync();

        var reported = await platform.Platform.ReceivedAsync<PlanUnitChanged>(row => row.PlanId == plan);
        Assert.Equal((1, commune, there, CodeOf(there)), (reported.Edition, reported.FormerUnitPath, reported.UnitPath, reported.UnitCode));
        await platform.UnitAsync(3, "village", [], Period($"{there}/{CodeOf(Village(commune, 1))}", Monday));
        await platform.SettledAsync();
        Assert.Single(platform.Platform.Received<PlanUnitChanged>(), row => row.PlanId == plan);
        var shown = await GetAsync<PlanView>(platform.Officer(there), $"planning/plans/{plan}");
        Assert.Equal((there, true), (shown.UnitPath, shown.AllowedActions.Contains("replace")));
        Assert.NotEmpty((await DutiesAsync(there, plan, village)).Items);
        await FileAsync(platform.Reporter(village), Report(plan, village, new DateOnly(2023, 3, 11), ("T01", 1, null)));
        Assert.Equal([new DateOnly(2023, 3, 11)], (await DutiesAsync(there, plan, village, "filed")).Items.Select(row => row.Start));
        Assert.Equal(2, (await GetAsync<Page<TaskSummary>>(platform.Officer(there), $"planning/tasks?plan={plan}&body=BPT")).Items.Count);
    }

    private static PlanContent Content() =>
        TaskPlan.Content(TaskPlan.Task("K01", new DateOnly(2023, 4, 30)) with { Accountable = ["BPT"] });

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await platform.CommuneAsync();
        return (commune, await platform.PublishAsync(commune, Content()));
    }

    private static RaiseDifficultyRequest Difficulty(Guid plan, string unit) =>
        new()
        {
            PlanId = plan,
            UnitCode = CodeOf(unit),
            Text = "Thiếu vốn",
        };

    private Task<Page<DutySummary>> DutiesAsync(string commune, Guid plan, string unit, string status = "pending") =>
        GetAsync<Page<DutySummary>>(
            platform.Officer(commune),
            $"planning/duties?plan={plan}&unit={CodeOf(unit)}&status={status}&limit=100"
        );
}

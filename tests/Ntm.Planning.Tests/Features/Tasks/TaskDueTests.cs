using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Features.Tasks;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Tasks;

/// <summary>Each test has a platform of its own: it moves its clock.</summary>
public sealed class TaskDueTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2023, 3, 10);

    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private Guid plan;

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    /// <summary>At the tick before, the watch runs for an earlier task: it finds the later one in time.</summary>
    [Theory]
    [InlineData(DueKind.ByEndOfDay, "2023-03-11T00:00:00")]
    [InlineData(DueKind.BeforeDay, "2023-03-10T00:00:00")]
    [InlineData(DueKind.BeforeInstant, "2023-03-10T14:30:00")]
    public async Task A_task_is_overdue_from_the_first_tick_after_its_due_and_not_before(DueKind kind, string local)
    {
        var due = new Due
        {
            Text = "đúng hạn",
            Kind = kind,
            Day = Day,
            Time = kind == DueKind.BeforeInstant ? new TimeOnly(14, 30) : null,
        };
        var end = new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), VietnamTime.Offset);
        await NewAsync(
            TaskPlan.Task("K01", Day.AddDays(-3)),
            TaskPlan.Task("K02") with
            {
                Due = due,
            },
            TaskPlan.Task("K03") with
            {
                Due = due,
            }
        );

        platform.Platform.Clock.SetTo(end.AddTicks(-1));
        await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K01");
        Assert.Equal(["K01"], await TasksAsync("overdue"));
        Assert.Equal(["K02", "K03"], await TasksAsync("open"));
        await CompleteAsync("K03");
        platform.Platform.Clock.SetTo(end);
        var overdue = await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K02");

        Assert.Equal((end, commune), (overdue.DueAt, overdue.Assignees.Single().UnitPath));
        Assert.Equal(["K01", "K02"], await TasksAsync("overdue"));
        Assert.Equal(["K01", "K02"], platform.Platform.Received<TaskOverdue>().Select(row => row.Task));
    }

    [Fact]
    public async Task The_leader_above_sees_what_is_overdue_and_nothing_else()
    {
        await NewAsync(TaskPlan.Task("K01", Day), TaskPlan.Task("K02", Day.AddDays(9)), TaskPlan.Task("K03", Day));
        await CompleteAsync("K03");
        var above = commune[..commune.LastIndexOf('/')];
        Assert.Empty(await TasksAsync("open", platform.Leader(above)));
        Assert.Empty(await TasksAsync("done", platform.Leader(above)));

        platform.Platform.Clock.SetTo(VietnamTime.EndOf(Day));
        await platform.Platform.ReceivedAsync<TaskOverdue>(row => row.Task == "K01");

        Assert.Equal(["K01"], await TasksAsync("overdue", platform.Leader(above)));
        Assert.Empty(await TasksAsync("open", platform.Leader(above)));
        Assert.Empty(await TasksAsync("overdue", platform.Officer(above)));
        Assert.Empty(await TasksAsync("overdue", platform.Leader(await platform.CommuneAsync(1, above))));
    }

    [Fact]
    public async Task What_is_opened_again_after_its_due_is_overdue_at_once_and_before_it_not()
    {
        await NewAsync(TaskPlan.Task("K01", Day), TaskPlan.Task("K02", Day.AddDays(1)));
        await CompleteAsync("K01");
        await CompleteAsync("K02");

        platform.Platform.Clock.SetTo(VietnamTime.EndOf(Day));

        Assert.Equal(AssignmentState.Overdue, await ReopenAsync("K01"));
        Assert.Equal(AssignmentState.Open, await ReopenAsync("K02"));
    }

    private async Task NewAsync(params PlanTask[] tasks)
    {
        commune = await platform.CommuneAsync(1, await platform.DistrictAsync());
        plan = await platform.PublishAsync(commune, TaskPlan.Content(tasks));
    }

    private async Task CompleteAsync(string task) =>
        await ReadAsync<TaskStanding>(
            await platform.UnionOf(commune).PostAsJsonAsync($"planning/plans/{plan}/tasks/{task}/completion", new CompleteTaskRequest())
        );

    private async Task<AssignmentState> ReopenAsync(string task) =>
        (
            await ReadAsync<TaskStanding>(
                await platform.UnionOf(commune).DeleteAsync($"planning/plans/{plan}/tasks/{task}/completion?reason=sai")
            )
        )
            .Parts.Single()
            .State;

    private async Task<IEnumerable<string>> TasksAsync(string state, HttpClient? by = null) =>
        (await GetAsync<Page<TaskSummary>>(by ?? platform.Officer(commune), $"planning/tasks?state={state}"))
            .Items.Select(row => row.Task)
            .Order();
}

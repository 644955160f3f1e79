using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;
using Ntm.Testing;
using static Ntm.Planning.Tests.Commits.CommitWorld;

namespace Ntm.Planning.Tests.Commits;

/// <summary>What the calendar does ends at its commit: done again, it has its effect once. Each test has a platform of its own, for each
/// moves its clock.</summary>
public sealed class TimerCommitTests : IAsyncLifetime
{
    private static readonly DateOnly AfterWeek = new(2023, 3, 4);

    private readonly CommitWorld world = new();

    public static TheoryData<string, Moment> Ends =>
        new MatrixTheoryData<string, Moment>(["carry-over", "reminders", "duties", "tasks", "difficulty"], Enum.GetValues<Moment>());

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Ended_at_its_commit_an_act_of_the_calendar_has_its_effect_once(string act, Moment moment)
    {
        var (ended, twin) = (await CommitPlan.BegunAsync(world.Planning), await CommitPlan.BegunAsync(world.Planning));
        await world.RestAsync(ended);
        using var end = world.End(moment, db => Writes(act, ended, db));

        world.Planning.GoTo(DayOf(act), 1);
        await Eventually.TrueAsync(() => end.Hits == 1, "the act ends at its commit");
        await world.SettledAsync(ended);

        await world.SameAsync(ended, twin);
        Assert.NotEmpty(await world.RestAsync(ended));
    }

    /// <summary>Regression: what fell due before an amendment, and was not marked yet, is marked at once and not at the next due.</summary>
    [Fact]
    public async Task An_amendment_between_a_due_and_its_timer_delays_nothing()
    {
        var plan = await CommitPlan.BegunAsync(world.Planning);
        await plan.AmendAsync(world.Planning);
        await world.RestAsync(plan);
        using var end = world.End(Moment.BeforeCommit, db => Writes("duties", plan, db));
        world.Planning.GoTo(AfterWeek, 1);
        await Eventually.TrueAsync(() => end.Hits == 1, "the act ends at its commit");

        (await plan.PublishAsync(world.Planning, null, "Công văn 12-CV/BCĐ")).EnsureSuccessStatusCode();
        await world.RestAsync(plan);

        var late = world.Planning.Platform.Received<ReportLate>().Where(row => row.PlanId == plan.Id && row.UnitPath == plan.Two);
        Assert.Equal([SmallPlan.From], late.Select(row => row.From));
    }

    private static DateOnly DayOf(string act) =>
        act switch
        {
            "reminders" => new DateOnly(2023, 3, 3),
            "tasks" => CommitPlan.TaskDue.AddDays(1),
            "difficulty" => new DateOnly(2023, 3, 11),
            _ => AfterWeek,
        };

    private static bool Writes(string act, CommitPlan plan, PlanningDbContext db) =>
        act switch
        {
            "carry-over" => Holds<WorkItem>(db, row => row.PlanId == plan.Id && row.CarriedFrom is not null),
            "reminders" => Holds<ReportDuty>(db, row => row.PlanId == plan.Id && row.RemindedAt is not null),
            "duties" => Holds<ReportDuty>(db, row => row.PlanId == plan.Id && row.Status == DutyStatus.Missing),
            "tasks" => Holds<Assignment>(db, row => row.PlanId == plan.Id && row.State == AssignmentState.Overdue),
            _ => Holds<RecordStep>(db, row => row.Kind == "overdue"),
        };
}

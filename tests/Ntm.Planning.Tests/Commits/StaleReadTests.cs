using Ntm.Contracts.Planning.V1;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Work;
using Ntm.Testing;
using static Ntm.Planning.Tests.Commits.CommitWorld;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Commits;

/// <summary>
/// The calendar acts between a command's reading and its first write, which one file lets happen: what the command decided on is gone, and
/// it must decide again. Servers lock the plan in between.
/// </summary>
public sealed class StaleReadTests : IAsyncLifetime
{
    private static readonly DateOnly AfterWeek = new(2023, 3, 4);

    private readonly CommitWorld world = new();

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Work_that_goes_over_while_it_is_marked_is_not_both_done_and_carried_over()
    {
        SkipUnlessOneFile();
        var plan = await CommitPlan.BegunAsync(world.Planning);
        var item = CommitPlan.Item("Phát quang");
        (await plan.RegisterAsync(world.Planning, null, item, CommitPlan.Item("Quét dọn"))).EnsureSuccessStatusCode();
        using var hold = world.Hold(
            (db, statement) =>
                statement.StartsWith("SELECT", StringComparison.Ordinal)
                && Holds<WorkItem>(db, row => row.Id == item.Id && row.DoneAt is not null),
            async () =>
            {
                world.Planning.GoTo(AfterWeek, 1);
                await Eventually.TrueAsync(
                    () => world.AnyAsync(db => db.WorkItems.Any(row => row.CarriedFrom == item.Id)),
                    "the work went over"
                );
            }
        );

        var answer = await world.Planning.Reporter(plan.One).PutAsync($"planning/work/{item.Id}/done", null);

        Assert.Equal(1, hold.Hits);
        Assert.Equal((409, "planning.work_carried", null), await RefusalAsync(answer));
        Assert.False(await world.AnyAsync(db => db.WorkItems.Any(row => row.Left && row.DoneAt != null)));
    }

    [Fact]
    public async Task A_report_that_comes_while_its_due_passes_is_late_where_it_was_told_to_be()
    {
        SkipUnlessOneFile();
        var plan = await CommitPlan.BegunAsync(world.Planning);
        using var hold = world.Hold(
            (db, _) => Holds<ReportRevision>(db, row => row.FiledAt < VietnamTime.StartOf(AfterWeek)),
            async () =>
            {
                world.Planning.GoTo(AfterWeek, 1);
                await Eventually.TrueAsync(
                    () => world.AnyAsync(db => db.Duties.Any(row => row.UnitPath == plan.Two && row.Status == DutyStatus.Missing)),
                    "the due has passed"
                );
            }
        );

        var answer = await plan.FiledAsync(world.Planning, null, Guid.CreateVersion7());
        await world.RestAsync(plan);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(1, hold.Hits);
        Assert.Single(world.Planning.Platform.Received<ReportLate>(), row => row.PlanId == plan.Id && row.UnitPath == plan.Two);
        Assert.True(await world.AnyAsync(db => db.Duties.Any(row => row.UnitPath == plan.Two && row.Status == DutyStatus.Late)));
    }

    private static void SkipUnlessOneFile() =>
        Assert.SkipUnless(TestPlatform.Provider == DatabaseProvider.Sqlite, "Servers lock the plan between the reading and the write.");
}

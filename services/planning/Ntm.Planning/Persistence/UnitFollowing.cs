using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Domain.Units;

namespace Ntm.Planning.Persistence;

/// <summary>
/// Lets a plan that runs follow its units: new ones get the duties and tasks of the newest edition, and what is open at a unit that was
/// renamed, moved or merged goes to the unit that stands there now. What is done, closed or past stays where it was, and so does a plan
/// whose time is over.
/// </summary>
internal sealed class UnitFollowing(
    PlanningDbContext db,
    DutySchedule duties,
    TaskAssignments tasks,
    RecordFollowing records,
    MergedFigures merged,
    ILogger<UnitFollowing> log
)
{
    private const int MostRounds = 10;

    /// <summary>Brings a plan in step with its units; nothing happens where it is already.</summary>
    /// <param name="plan">The plan; locked.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task FollowAsync(Plan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        var codes = await OpenUnitsAsync(plan, cancellation);
        var units = await SuccessionAsync(codes, VietnamTime.DayOf(now), cancellation);
        if (codes.Select(units.Awaited).FirstOrDefault(awaited => awaited is not null) is { } unknown)
        {
            log.UnitAwaited(plan.Id, unknown);
            return;
        }

        if (!plan.IsOver(now) && units.Of(plan.UnitCode) is { } own && own != plan.Unit)
        {
            var former = plan.UnitPath;
            await MovePlanSumsAsync(plan, own.Path, cancellation);
            plan.GoTo(own);
            db.PublishUnitChanged(plan, former, now);
        }

        if (await db.NewestAsync(plan, cancellation) is { } edition)
        {
            await merged.FollowAsync(plan, edition.Content, now, cancellation);
            await MoveWorkAsync(plan.Id, units, cancellation);
            await records.FollowAsync(plan.Id, units, now, cancellation);
            await duties.FollowAsync(plan, edition.Content, now, cancellation, units);
            await tasks.FollowAsync(plan, edition.Content, now, cancellation, units);
        }

        log.UnitsFollowed(plan.Id, plan.UnitCode);
    }

    /// <summary>Codes of the units at which something of the plan is open.</summary>
    private async Task<HashSet<string>> OpenUnitsAsync(Plan plan, CancellationToken cancellation)
    {
        var id = plan.Id;
        IQueryable<string>[] queries =
        [
            db.Duties.Where(row => row.PlanId == id && row.Status == DutyStatus.Pending).Select(row => row.UnitCode),
            db
                .Assignments.Where(row => row.PlanId == id && row.State != AssignmentState.Done && row.State != AssignmentState.Closed)
                .Select(row => row.UnitCode),
            db.WorkItems.OpenOf(id).Select(row => row.UnitCode),
            db.Difficulties.OpenOf(id).Select(row => row.UnitCode),
            db.Difficulties.OpenOf(id).Select(row => row.AtCode),
            db.Supports.OpenOf(id).Select(row => row.UnitCode),
            db.ModelSites.Where(row => row.PlanId == id && row.RecognisedBy == null).Select(row => row.UnitCode),
            db.OpenVisits(id).Select(row => row.UnitCode),
        ];
        var codes = new HashSet<string> { plan.UnitCode };
        foreach (var query in queries)
        {
            codes.UnionWith(await query.Distinct().ToListAsync(cancellation));
        }

        var keepers = await db.OpenVisits(id).Select(row => row.KeeperPath).Distinct().ToListAsync(cancellation);
        return [.. codes, .. keepers.Select(UnitScope.CodeOf)];
    }

    /// <summary>The units with those that took their places, as far as the directory knows them.</summary>
    private async Task<UnitSuccession> SuccessionAsync(IEnumerable<string> codes, DateOnly day, CancellationToken cancellation)
    {
        var wanted = codes.ToHashSet();
        for (var round = 0; ; round++)
        {
            var periods = await db.Units.AsNoTracking().Where(unit => wanted.Contains(unit.Code)).ToListAsync(cancellation);
            var units = new UnitSuccession(periods, day);
            var missing = wanted.Select(units.Awaited).OfType<string>().Except(wanted).ToList();
            if (missing.Count == 0 || round == MostRounds)
            {
                return units;
            }

            wanted.UnionWith(missing);
        }
    }

    private async Task MoveWorkAsync(Guid planId, UnitSuccession units, CancellationToken cancellation)
    {
        foreach (var item in await db.WorkItems.OpenOf(planId).ToListAsync(cancellation))
        {
            item.GoTo(units.Of(item.UnitCode) ?? item.Unit);
        }
    }

    /// <summary>What the plan adds to the plan above stands there under the path of its unit.</summary>
    private async Task MovePlanSumsAsync(Plan plan, string path, CancellationToken cancellation)
    {
        if (path == plan.UnitPath)
        {
            return;
        }

        foreach (var row in await db.UnitTotals.Where(row => row.FromPlan == plan.Id).ToListAsync(cancellation))
        {
            db.UnitTotals.Remove(row);
            db.UnitTotals.Add(row.At(path));
        }
    }
}

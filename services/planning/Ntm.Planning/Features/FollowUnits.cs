using Microsoft.EntityFrameworkCore;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features;

/// <summary>
/// On the first legal day of a change of a unit that was announced: every plan that is not closed and has the unit in its scope gets a
/// timer of its own, so that each follows in one transaction.
/// </summary>
internal sealed class FollowUnits(TimeProvider clock) : ITimerHandler<PlanningDbContext>
{
    public const string TimerKind = "planning.units";

    string ITimerHandler<PlanningDbContext>.Kind => TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var (code, now) = (timer.Payload, clock.GetUtcNow());
        var paths = await db.Units.AsNoTracking().Where(row => row.Code == code).Select(row => row.Path).ToListAsync(cancellation);
        var plans = await (await PlansOfAsync(db, code, paths, cancellation))
            .Select(plan => new { plan.Id, plan.To })
            .ToListAsync(cancellation);
        foreach (var plan in plans)
        {
            // A plan whose time is over has no hurry: many units that come at once are followed in one go.
            var at = plan.To < VietnamTime.DayOf(now) ? now + FollowUnit.Pause : now;
            await db.ScheduleAsync($"{FollowUnit.TimerKind}/{plan.Id:N}", FollowUnit.TimerKind, at, $"{plan.Id:N}", cancellation);
        }
    }

    /// <summary>The plans in whose scope a unit lies or lay, or lay one that it took the place of.</summary>
    public static async Task<IQueryable<Plan>> PlansOfAsync(
        PlanningDbContext db,
        string code,
        IEnumerable<string> paths,
        CancellationToken cancellation
    )
    {
        var merged = await db.Units.AsNoTracking().Where(row => row.MergedInto == code).Select(row => row.Path).ToListAsync(cancellation);
        var scope = paths.Concat(merged).SelectMany(UnitScope.ChainOf).Distinct().ToList();
        return db.Plans.Where(plan => plan.Status != PlanStatus.Closed && (scope.Contains(plan.UnitPath) || plan.UnitCode == code));
    }
}

/// <summary>Brings one plan in step with its units.</summary>
internal sealed class FollowUnit(UnitFollowing units, TimeProvider clock) : ITimerHandler<PlanningDbContext>
{
    public const string TimerKind = "planning.unit";

    /// <summary>How long a plan whose time is over waits for more changes.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    string ITimerHandler<PlanningDbContext>.Kind => TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var id = Guid.ParseExact(timer.Payload, "N");
        await db.LockAsync<Plan>(nameof(Plan.Id), id, cancellation);
        if (await db.Plans.FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } plan && plan.Status != PlanStatus.Closed)
        {
            await units.FollowAsync(plan, clock.GetUtcNow(), cancellation);
        }
    }
}

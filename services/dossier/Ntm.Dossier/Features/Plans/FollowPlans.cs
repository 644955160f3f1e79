using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Plans;
using Ntm.Messaging;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Features.Plans;

/// <summary>
/// After a plan was published or went to another unit: every running dossier of its year, in its unit and below and in the unit before,
/// gets a timer of its own, so that each follows in one transaction and a damaged one holds back no other.
/// </summary>
internal sealed class FollowPlans(TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public const string TimerKind = "dossier.plans";

    private const char Separator = ' ';

    string ITimerHandler<DossierDbContext>.Kind => TimerKind;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        var payload = timer.Payload.Split(Separator);
        if (await db.Plans.FindAsync([Guid.Parse(payload[0])], cancellation) is not { } plan)
        {
            return;
        }

        var running = await db
            .Dossiers.AsNoTracking()
            .InUnits(new UnitScope([plan.UnitPath, .. payload[1..]]), row => row.UnitPath)
            .Where(row => row.Status == nameof(DossierStatus.Running) && row.Year == plan.Year)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        foreach (var id in running)
        {
            await db.ScheduleAsync($"{timer.Key}/{id:N}", FollowPlan.TimerKind, now, id.ToString(), cancellation);
        }
    }

    /// <summary>What the timer of a plan that went to another unit carries.</summary>
    public static string PayloadOf(Guid planId, string formerUnitPath) => $"{planId}{Separator}{formerUnitPath}";
}

/// <summary>Lets one dossier follow the plans in force for it; nothing happens where it does already.</summary>
internal sealed class FollowPlan(DossierStore store, TimeProvider clock) : ITimerHandler<DossierDbContext>
{
    public const string TimerKind = "dossier.plan";

    string ITimerHandler<DossierDbContext>.Kind => TimerKind;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        if (await store.FindAsync(Guid.Parse(timer.Payload)) is not { Status: DossierStatus.Running } dossier)
        {
            return;
        }

        var plans = await db.PlansAsync([(dossier.UnitPath, dossier.Year)], cancellation);
        var dates = PlannedSteps.Of(plans.Over(dossier.UnitPath, dossier.Year), dossier.PlansFollowed);
        if (dossier.FollowPlans(Act.OfPlatform(clock.GetUtcNow()), dates))
        {
            await store.SaveAsync(dossier, cancellation);
        }
    }
}

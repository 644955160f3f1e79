using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features.Work;

/// <summary>Carries what is not done at the end of its day or week over to the next one, once; sets the next timer.</summary>
internal sealed class CarryWorkOver(WorkCarrying work, TimeProvider clock, ILogger<CarryWorkOver> log) : ITimerHandler<PlanningDbContext>
{
    public string Kind => WorkCarrying.TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var planId = Guid.ParseExact(timer.Payload, "N");
        await db.LockAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var plan = await db.Plans.FirstAsync(row => row.Id == planId, cancellation);
        if (plan.Status != PlanStatus.Published)
        {
            return;
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        var carried = await work.CarryAsync(planId, content, clock.Today(), clock.GetUtcNow(), cancellation);
        log.WorkCarried(planId, carried);
        await work.ScheduleAsync(planId, cancellation);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features.Reports;

/// <summary>Reminds units of reports that are due soon and marks what is missing at the due; makes the duties that have come
/// near, and sets the next timer.</summary>
internal sealed class WatchDuties(DutySchedule schedule, TimeProvider clock, ILogger<WatchDuties> log) : ITimerHandler<PlanningDbContext>
{
    public string Kind => DutySchedule.TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var planId = Guid.ParseExact(timer.Payload, "N");
        var now = clock.GetUtcNow();
        await db.LockAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var pending = db.Duties.Where(duty => duty.PlanId == planId && duty.Status == DutyStatus.Pending);
        var horizon = now + schedule.Lead;
        var near = await pending.Where(duty => duty.DueAt <= horizon).OrderBy(duty => duty.SortKey).ToListAsync(cancellation);
        var later = await pending.Where(duty => duty.DueAt > horizon).MinAsync(duty => (DateTimeOffset?)duty.DueAt, cancellation);
        foreach (var duty in near.Where(duty => duty.DueAt <= now))
        {
            duty.Miss();
            db.PublishLate(duty, now);
        }

        foreach (var duty in near.Where(duty => duty.DueAt > now && duty.RemindedAt is null))
        {
            duty.Remind(now);
            db.PublishDue(duty, null, now);
        }

        log.DutiesWatched(planId, near.Count(duty => duty.Status == DutyStatus.Missing), near.Count(duty => duty.RemindedAt == now));
        var (added, more) = await schedule.ExtendAsync(planId, now, cancellation);
        var due = later - schedule.Lead ?? DateTimeOffset.MaxValue;
        await schedule.ScheduleAsync(planId, [.. near, .. added], more < due ? more : due, now, cancellation);
    }
}

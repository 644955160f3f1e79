using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features.Tasks;

/// <summary>Marks tasks that are not done at their due and brings them before who answers for them; sets the next timer.</summary>
internal sealed class WatchTasks(TaskAssignments tasks, TimeProvider clock, ILogger<WatchTasks> log) : ITimerHandler<PlanningDbContext>
{
    public string Kind => TaskAssignments.TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var planId = Guid.ParseExact(timer.Payload, "N");
        var now = clock.GetUtcNow();
        await db.LockAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var plan = await db.Plans.FirstAsync(row => row.Id == planId, cancellation);
        if (plan.Status != PlanStatus.Published)
        {
            return;
        }

        var open = await db
            .Assignments.Where(row => row.PlanId == planId && row.State == AssignmentState.Open && row.DueAt != null)
            .OrderBy(row => row.SortKey)
            .ToListAsync(cancellation);
        var missed = open.Where(row => row.DueAt <= now).GroupBy(row => row.Task).ToList();
        foreach (var task in missed)
        {
            foreach (var part in task)
            {
                part.Miss();
            }

            db.PublishOverdue(plan, [.. task], now);
        }

        log.TasksOverdue(planId, missed.Count);
        await tasks.ScheduleAsync(planId, open, cancellation);
    }
}

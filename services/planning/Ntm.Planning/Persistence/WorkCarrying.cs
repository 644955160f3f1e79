using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Work;

namespace Ntm.Planning.Persistence;

/// <summary>Carries work that is not done over to the next day or week, and keeps one timer a plan for that.</summary>
internal sealed class WorkCarrying(PlanningDbContext db)
{
    /// <summary>Kind of the timers.</summary>
    public const string TimerKind = "work-carry-over";

    /// <summary>Carries over what ended before a day, and what of it ended again until then; answers how many.</summary>
    public async Task<int> CarryAsync(Guid planId, PlanContent content, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var ended = new Queue<WorkItem>(await db.WorkItems.OpenOf(planId).Where(row => row.EndsOn < today).ToListAsync(cancellation));
        var carried = 0;
        while (ended.TryDequeue(out var item))
        {
            if (item.CarryOver(content, Guid.CreateVersion7(now)) is not { } copy)
            {
                continue;
            }

            db.WorkItems.Add(copy);
            carried++;
            if (copy.EndsOn < today)
            {
                ended.Enqueue(copy);
            }
        }

        return carried;
    }

    /// <summary>Sets the timer of a plan to the end of the next day at which something is left.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task ScheduleAsync(Guid planId, CancellationToken cancellation)
    {
        await db.WorkItems.OpenOf(planId).LoadAsync(cancellation);
        var next = db
            .WorkItems.Local.Where(row => row.PlanId == planId && row is { Left: false, DoneAt: null })
            .Min(row => (DateOnly?)row.EndsOn);
        if (next is { } day)
        {
            await db.ScheduleAsync($"{TimerKind}/{planId:N}", TimerKind, VietnamTime.EndOf(day), planId.ToString("N"), cancellation);
        }
    }

    /// <summary>Ends the time of what is not done: nothing of a closed plan goes over.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation) =>
        (await db.WorkItems.OpenOf(planId).ToListAsync(cancellation)).ForEach(item => item.End());
}

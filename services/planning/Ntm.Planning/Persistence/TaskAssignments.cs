using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Persistence;

/// <summary>Keeps who does what in step with the newest edition of a plan, and one timer a plan for the next due.</summary>
internal sealed class TaskAssignments(PlanningDbContext db)
{
    /// <summary>Kind of the timers.</summary>
    public const string TimerKind = "task-dues";

    /// <summary>Makes the parts that an edition gives, drops those that it has no longer and leaves what was done.</summary>
    public async Task FollowAsync(Plan plan, PlanContent content, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await db.Assignments.Where(row => row.PlanId == plan.Id).ToListAsync(cancellation);
        var wanted = (await WantedAsync(plan, content, now, cancellation)).ToLookup(terms => terms.Task.Key);
        var current = new List<Assignment>();
        foreach (var task in rows.Select(row => row.Task).Union(wanted.Select(task => task.Key)).ToList())
        {
            var (parts, changed) = Follow(plan, [.. rows.Where(row => row.Task == task)], wanted[task], now);
            if (changed && !parts.TrueForAll(row => row.IsDone))
            {
                db.PublishAssigned(plan, parts, reopened: false, now);
            }
            else if (parts.Count == 0)
            {
                db.PublishDropped(plan, task, now);
            }

            current.AddRange(parts);
        }

        await ScheduleAsync(plan.Id, current, cancellation);
    }

    /// <summary>Sets the timer of a plan to its next due.</summary>
    public async Task ScheduleAsync(Guid planId, IEnumerable<Assignment> rows, CancellationToken cancellation)
    {
        if (rows.Where(row => row.State == AssignmentState.Open).Min(row => row.DueAt) is { } next)
        {
            await db.ScheduleAsync($"{TimerKind}/{planId:N}", TimerKind, next, planId.ToString("N"), cancellation);
        }
    }

    /// <summary>Brings the parts of one task in step; says whether its people must know.</summary>
    private (List<Assignment> Parts, bool Changed) Follow(
        Plan plan,
        List<Assignment> before,
        IEnumerable<AssignmentTerms> wanted,
        DateTimeOffset now
    )
    {
        var finished = before.Count > 0 && before.TrueForAll(row => row.IsDone) ? before[0] : null;
        var old = before.ToDictionary(row => (row.Task, row.Body, row.UnitCode));
        var (parts, changed) = (new List<Assignment>(), false);
        foreach (var terms in wanted)
        {
            if (old.Remove(terms.Key, out var row))
            {
                changed |= row.Follow(terms);
            }
            else
            {
                row = db.Assignments.Add(Assignment.Of(plan, OfficeOf(plan), terms, now)).Entity;
                changed = true;
                if (finished is not null)
                {
                    row.FinishWith(finished);
                }
            }

            parts.Add(row);
        }

        db.Assignments.RemoveRange(old.Values);
        return (parts, changed || old.Count > 0);
    }

    private async Task<IEnumerable<AssignmentTerms>> WantedAsync(
        Plan plan,
        PlanContent content,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var day = VietnamTime.DayOf(now);
        var below = await db.UnitsBelowAsync(plan.UnitPath, day, cancellation);
        var above = await db.UnitsAboveAsync(plan.UnitPath, day, cancellation);
        return AssignmentList.Of(content, plan.Unit, below, above);
    }

    private static string OfficeOf(Plan plan) => PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level);
}

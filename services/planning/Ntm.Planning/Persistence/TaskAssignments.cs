using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Domain.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Keeps who does what in step with the newest edition of a plan, and one timer a plan for the next due.</summary>
internal sealed class TaskAssignments(PlanningDbContext db)
{
    /// <summary>Kind of the timers.</summary>
    public const string TimerKind = "task-dues";

    /// <summary>Makes the parts that an edition gives, drops those that it has no longer and leaves what was done. Of a plan whose time is
    /// over, what is new is closed at once and nobody is notified of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="content">Its newest edition.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <param name="units">Which units stand where others stood, to which open parts go; null after an edition.</param>
    public async Task FollowAsync(
        Plan plan,
        PlanContent content,
        DateTimeOffset now,
        CancellationToken cancellation,
        UnitSuccession? units = null
    )
    {
        var isOver = plan.IsOver(now);
        var rows = await db.Assignments.Where(row => row.PlanId == plan.Id).ToListAsync(cancellation);
        var wanted = (await WantedAsync(plan, content, now, cancellation)).ToLookup(terms => terms.Task.Key);
        var current = new List<Assignment>();
        foreach (var task in rows.Select(row => row.Task).Union(wanted.Select(task => task.Key)).ToList())
        {
            var (parts, changed) = Follow(plan, [.. rows.Where(row => row.Task == task)], [.. wanted[task]], now, units);
            if (changed.Count > 0 && units is not null && !isOver && parts.Count > 0)
            {
                db.PublishAssigned(plan, parts, changed, now);
            }
            else if (
                changed.Count > 0
                && units is null
                && parts.Exists(row => row.State is AssignmentState.Open or AssignmentState.Overdue)
            )
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

    /// <summary>Closes what is not done: nothing of a closed plan is expected any more.</summary>
    public async Task EndAsync(Guid planId, CancellationToken cancellation)
    {
        var rows = db.Assignments.Where(row => row.PlanId == planId && row.State != AssignmentState.Done);
        (await rows.ToListAsync(cancellation)).ForEach(row => row.End());
    }

    /// <summary>Sets the timer of a plan to its next due.</summary>
    public async Task ScheduleAsync(Guid planId, IEnumerable<Assignment> rows, CancellationToken cancellation)
    {
        if (rows.Where(row => row.State == AssignmentState.Open).Min(row => row.DueAt) is { } next)
        {
            await db.ScheduleAsync($"{TimerKind}/{planId:N}", TimerKind, next, planId.ToString("N"), cancellation);
        }
    }

    /// <summary>Brings the parts of one task in step; says at which units its people must know.</summary>
    private (List<Assignment> Parts, HashSet<string> Changed) Follow(
        Plan plan,
        List<Assignment> before,
        List<AssignmentTerms> wanted,
        DateTimeOffset now,
        UnitSuccession? units
    )
    {
        var finished = before.Count > 0 && before.TrueForAll(row => row.IsDone) ? before[0] : null;
        var isOver = plan.IsOver(now);
        var old = before.ToDictionary(row => (row.Task, row.Body, row.UnitCode));
        var (parts, changed) = (new List<Assignment>(), new HashSet<string>());
        foreach (var terms in wanted)
        {
            if (old.Remove(terms.Key, out var row))
            {
                var path = row.UnitPath;
                changed.UnionWith(row.Follow(terms, OfficeOf(plan)) ? [path, row.UnitPath] : []);
            }
            else
            {
                row = db.Assignments.Add(Assignment.Of(plan, OfficeOf(plan), terms, now)).Entity;
                changed.Add(row.UnitPath);
                Begin(
                    row,
                    finished,
                    before.Find(other => IsFollowed(other, terms, units)),
                    isOver || (units is not null && row.DueAt <= now)
                );
            }

            parts.Add(row);
        }

        var done = old.Values.Where(row => row.IsDone && wanted.Exists(terms => terms.Body == row.Body)).ToList();
        var dropped = old.Values.Except(done).ToList();
        db.Assignments.RemoveRange(dropped);
        changed.UnionWith(dropped.Select(row => row.UnitPath));
        return ([.. parts, .. done], changed);
    }

    /// <summary>A new part is done where the task is, takes over from the unit whose place its own took, and is closed where it comes too
    /// late.</summary>
    private static void Begin(Assignment row, Assignment? finished, Assignment? before, bool tooLate)
    {
        if (finished is not null)
        {
            row.FinishWith(finished);
        }
        else if (before is not null)
        {
            row.TakeOver(before);
        }
        else if (tooLate)
        {
            row.End();
        }
    }

    /// <summary>Whether a part of a unit that is there no longer goes on in another one.</summary>
    private static bool IsFollowed(Assignment row, AssignmentTerms terms, UnitSuccession? units) =>
        units is not null
        && row.Body == terms.Body
        && !row.IsDone
        && row.UnitCode != terms.Unit.Code
        && units.Of(row.UnitCode)?.Code == terms.Unit.Code;

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

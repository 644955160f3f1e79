using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Tasks;

/// <summary>A task after it was marked.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Task">Key of the task in the plan.</param>
/// <param name="Done">Whether nothing of it is left.</param>
/// <param name="Parts">Who has a part in it, and where that stands.</param>
public sealed record TaskStanding(Guid PlanId, string Task, bool Done, IReadOnlyList<TaskSummary> Parts);

/// <summary>A task that somebody marks.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Parts">All parts of it.</param>
/// <param name="Hand">What the caller marks of it, and in which place and roles.</param>
/// <param name="Act">Who marks it.</param>
internal sealed record OpenTask(Plan Plan, IReadOnlyList<Assignment> Parts, TaskHand Hand, Act Act)
{
    /// <summary>The parts that are marked.</summary>
    public IEnumerable<Assignment> Covered => Parts.Where(Hand.Covers);
}

/// <summary>How tasks are marked: load, ask whether the caller may, act, save, answer with the new state.</summary>
internal sealed class TaskCommands(PlanningDbContext db, TimeProvider clock)
{
    /// <summary>Runs a command on a task.</summary>
    /// <param name="planId">Plan.</param>
    /// <param name="task">Key of the task.</param>
    /// <param name="unit">Official code of the unit whose part is meant; null for as much as the caller may mark.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="act">The slice's act; where it changes nothing, nothing is saved.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<TaskStanding>, ProblemHttpResult>> ActAsync(
        Guid planId,
        string task,
        string? unit,
        Caller caller,
        Func<OpenTask, Task<Result>> act,
        CancellationToken cancellation
    )
    {
        var opened = await OpenAsync(planId, task, unit, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        var result = await act(opened.Value);
        if (result.Refused)
        {
            return result.Errors.ToProblem();
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.ActIn(caller, opened.Value.Hand.UnitPath, opened.Value.Hand.Roles);
            await db.SaveChangesAsync(cancellation);
        }

        var parts = opened.Value.Parts;
        var shown = await ListTasks.ShowAsync(db, parts, caller, clock.GetUtcNow(), cancellation);
        return TypedResults.Ok(new TaskStanding(planId, parts[0].Task, parts.All(row => row.IsDone), shown));
    }

    private async Task<Result<OpenTask>> OpenAsync(Guid planId, string task, string? unit, Caller caller, CancellationToken cancellation)
    {
        await db.LockBesideAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var plan = await db.Plans.FirstOrDefaultAsync(row => row.Id == planId, cancellation);
        if (plan is null || plan.Editions == 0 || !PlanningAccess.Sees(caller, plan))
        {
            return PlanErrors.NotFound;
        }

        var parts = await db
            .Assignments.Where(row => row.PlanId == planId && row.Task == task)
            .OrderBy(row => row.UnitPath)
            .ThenBy(row => row.Body)
            .ToListAsync(cancellation);
        if (parts.Count == 0)
        {
            return TaskErrors.NotFound;
        }

        if (TaskAccess.ToMark(caller, parts, unit) is not { } hand)
        {
            return TaskErrors.NotYourTask;
        }

        if (hand.UnitCode is { } code && !parts.Exists(row => row.UnitCode == code))
        {
            return TaskErrors.UnitNotInTask;
        }

        return plan.Status == PlanStatus.Closed
            ? TaskErrors.PlanClosed
            : new OpenTask(plan, parts, hand, Act.Of(caller, clock.GetUtcNow(), hand.UnitPath, hand.Roles));
    }
}

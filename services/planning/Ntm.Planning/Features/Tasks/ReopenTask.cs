using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Tasks;

/// <summary><c>DELETE /planning/plans/{id}/tasks/{task}/completion?reason=&amp;unit=</c>: who may mark a task as done takes that
/// back.</summary>
internal static class ReopenTask
{
    private const int LongestReason = 500;

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/plans/{id:guid}/tasks/{task}/completion", HandleAsync).WithName(nameof(ReopenTask));

    /// <summary>Opens a task again, or a unit's part of it, with the reason, while the plan is not closed. What is open stays as it
    /// is.</summary>
    internal static Task<Results<Ok<TaskStanding>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string task,
        TaskCommands commands,
        TaskAssignments tasks,
        PlanningDbContext db,
        Caller caller,
        ILogger<Assignment> log,
        CancellationToken cancellation,
        string? reason = null,
        string? unit = null
    ) =>
        commands.ActAsync(
            id,
            task,
            unit,
            caller,
            async open =>
            {
                if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || ComposedText.IsUnusable(reason))
                {
                    return TaskErrors.ReasonMissing;
                }

                var done = open.Covered.Where(row => row.IsDone).ToList();
                if (done.Count == 0)
                {
                    return Result.Done;
                }

                done.ForEach(row => row.Reopen(reason, open.Act.At));
                db.PublishAssigned(open.Plan, open.Parts, reopened: true, open.Act.At);
                var others = await db.Assignments.Where(row => row.PlanId == id && row.Task != task).ToListAsync(cancellation);
                await tasks.ScheduleAsync(id, others.Concat(done), cancellation);
                log.TaskReopened(open.Parts[0].Task, id, done.Count, caller.Subject);
                return Result.Done;
            },
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Tasks;

/// <summary>That a task is done.</summary>
/// <example>{ "note": "Đã trồng xong hàng rào dọc tuyến." }</example>
public sealed record CompleteTaskRequest
{
    /// <summary>Remark, up to 500 characters; null for none.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }

    /// <summary>Official code of the unit whose part is done; null for as much as the caller answers for.</summary>
    [Text(30, Optional = true)]
    public string? UnitCode { get; init; }
}

/// <summary><c>POST /planning/plans/{id}/tasks/{task}/completion</c>: a body that answers for a task or does it, or the plan's officer in
/// its place, says that it is done.</summary>
internal static class CompleteTask
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/plans/{id:guid}/tasks/{task}/completion", HandleAsync).WithName(nameof(CompleteTask));

    /// <summary>Marks a task as done. A body of the plan's own unit or above marks all of it, one below its own unit's part; when the last
    /// part of those who do it is done, the task is. The same again changes nothing.</summary>
    internal static Task<Results<Ok<TaskStanding>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string task,
        CompleteTaskRequest request,
        TaskCommands commands,
        PlanningDbContext db,
        Caller caller,
        ILogger<Assignment> log,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            task,
            request.UnitCode,
            caller,
            async open =>
            {
                var left = open.Covered.Where(row => !row.IsDone).ToList();
                if (left.Count == 0)
                {
                    return Result.Done;
                }

                if (await WaitsForAsync(db, open, cancellation) is { Count: > 0 } before)
                {
                    return TaskErrors.Waits(before);
                }

                var whole = !open.Parts.Any(row => row is { IsDone: false, Finishes: true } && !open.Hand.Covers(row));
                var finished = whole ? open.Parts.Where(row => !row.IsDone).ToList() : left;
                finished.ForEach(row => row.Finish(open.Act, open.Hand.OnBehalf, request.Note));
                db.PublishDone(open.Plan, finished, whole, open.Act.At);
                log.TaskDone(open.Parts[0].Task, id, finished.Count, caller.Subject);
                return Result.Done;
            },
            cancellation
        );

    private static async Task<List<(string Key, string Text)>> WaitsForAsync(
        PlanningDbContext db,
        OpenTask open,
        CancellationToken cancellation
    )
    {
        var keys = open.Parts[0].DependsOn;
        var rows = await db
            .Assignments.Where(row => row.PlanId == open.Plan.Id && keys.Contains(row.Task) && row.State != AssignmentState.Done)
            .Select(row => new { row.Task, row.Text })
            .Distinct()
            .OrderBy(row => row.Task)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => (row.Task, row.Text));
    }
}

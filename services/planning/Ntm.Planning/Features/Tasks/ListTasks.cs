using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Tasks;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Tasks;

/// <summary><c>GET /planning/tasks?mine=&amp;plan=&amp;body=&amp;state=&amp;unit=&amp;after=&amp;limit=</c>: who has to do what, the most
/// urgent first.</summary>
internal static class ListTasks
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/tasks", HandleAsync).WithName(nameof(ListTasks));

    /// <summary>Lists tasks body by body: the caller's own, all of the plans that the caller's unit keeps, and below a leader's unit what
    /// is overdue; without a state what is not done.</summary>
    internal static async Task<Results<Ok<Page<TaskSummary>>, ProblemHttpResult>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        TimeProvider clock,
        CancellationToken cancellation,
        bool mine = false,
        Guid? plan = null,
        string? body = null,
        string? state = null,
        string? unit = null
    )
    {
        var wanted = StatesOf(state);
        if (wanted.Count == 0)
        {
            return TaskErrors.StateUnknown.ToProblem();
        }

        var query = db.Assignments.AsNoTracking();
        query = mine ? query.OfCaller(caller) : query.SeenBy(caller);
        query = query.Where(row => wanted.Contains(row.State));
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query = body is null ? query : query.Where(row => row.Body == body);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        var shown = await ShowAsync(db, listed.Items, caller, clock.GetUtcNow(), cancellation);
        return TypedResults.Ok(new Page<TaskSummary>(shown, listed.Next));
    }

    /// <summary>Shows parts with the plans that they are of and the tasks for which they wait.</summary>
    internal static async Task<IReadOnlyList<TaskSummary>> ShowAsync(
        PlanningDbContext db,
        IReadOnlyList<Assignment> rows,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var ids = rows.Select(row => row.PlanId).Distinct().ToList();
        var plans = await db
            .Plans.Where(plan => ids.Contains(plan.Id))
            .Select(plan => new
            {
                plan.Id,
                plan.Number,
                plan.Status,
            })
            .ToDictionaryAsync(plan => plan.Id, cancellation);
        var keys = rows.SelectMany(row => row.DependsOn).Distinct().ToList();
        var pending = await db
            .Assignments.Where(row => ids.Contains(row.PlanId) && keys.Contains(row.Task) && row.State != AssignmentState.Done)
            .Select(row => new { row.PlanId, row.Task })
            .Distinct()
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row =>
                TaskSummary.Of(
                    row,
                    plans[row.PlanId].Number,
                    [.. row.DependsOn.Where(key => pending.Contains(new { row.PlanId, Task = key }))],
                    plans[row.PlanId].Status == PlanStatus.Published && TaskAccess.ToMark(caller, [row], null) is not null,
                    now
                )
            ),
        ];
    }

    private static List<AssignmentState> StatesOf(string? state) =>
        state switch
        {
            null => [AssignmentState.Open, AssignmentState.Overdue],
            "open" => [AssignmentState.Open],
            "overdue" => [AssignmentState.Overdue],
            "done" => [AssignmentState.Done],
            "closed" => [AssignmentState.Closed],
            _ => [],
        };
}

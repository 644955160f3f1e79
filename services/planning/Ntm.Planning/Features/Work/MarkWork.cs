using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Work;

/// <summary><c>PUT</c> and <c>DELETE /planning/work/{id}/done</c>: who registers the work of a unit says what of it is done, or takes that
/// back.</summary>
internal static class MarkWork
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPut("/work/{id:guid}/done", DoneAsync).WithName("MarkWorkDone");
        routes.MapDelete("/work/{id:guid}/done", UndoAsync).WithName("MarkWorkUndone");
    }

    /// <summary>Marks an item as done; the same again changes nothing.</summary>
    internal static Task<Results<Ok<WorkItemView>, ProblemHttpResult>> DoneAsync(
        Guid id,
        PlanningDbContext db,
        WorkCarrying work,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    ) => MarkAsync(id, db, work, caller, item => item.Finish(caller.Subject, clock.GetUtcNow()), cancellation);

    /// <summary>Takes back that an item is done; where its day or week is over, it is carried over then.</summary>
    internal static Task<Results<Ok<WorkItemView>, ProblemHttpResult>> UndoAsync(
        Guid id,
        PlanningDbContext db,
        WorkCarrying work,
        Caller caller,
        CancellationToken cancellation
    ) => MarkAsync(id, db, work, caller, item => item.Reopen(), cancellation);

    private static async Task<Results<Ok<WorkItemView>, ProblemHttpResult>> MarkAsync(
        Guid id,
        PlanningDbContext db,
        WorkCarrying work,
        Caller caller,
        Action<WorkItem> mark,
        CancellationToken cancellation
    )
    {
        var found = await db.WorkItems.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (found is null || !ReportAccess.Sees(caller, found.UnitPath))
        {
            return WorkErrors.NotFound.ToProblem();
        }

        if (ReportAccess.ToFile(caller, found.Unit) is null)
        {
            return (WorkErrors.NotYourUnit with { Field = null }).ToProblem();
        }

        await db.LockAsync<Plan>(nameof(Plan.Id), found.PlanId, cancellation);
        var status = await db.Plans.Where(row => row.Id == found.PlanId).Select(row => row.Status).FirstAsync(cancellation);
        if (status != PlanStatus.Published)
        {
            return WorkErrors.PlanClosed.ToProblem();
        }

        if (await db.WorkItems.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } item)
        {
            return WorkErrors.NotFound.ToProblem();
        }

        if (item.Left)
        {
            return WorkErrors.CarriedOn.ToProblem();
        }

        mark(item);
        await work.ScheduleAsync(item.PlanId, cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(WorkItemView.Of(item, may: true));
    }
}

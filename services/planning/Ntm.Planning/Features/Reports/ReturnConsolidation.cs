using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>POST /planning/plans/{id}/consolidations/{rule}/{start}/return</c>: an officer or leader of a unit above returns a
/// consolidated report.</summary>
internal static class ReturnConsolidation
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost(GetConsolidation.Route + "/return", HandleAsync).WithName(nameof(ReturnConsolidation));

    /// <summary>Returns a consolidated report to be done again; the units below may file and correct in its span again.</summary>
    internal static async Task<Results<Ok<ConsolidationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string rule,
        DateOnly start,
        ReturnRequest request,
        PlanningDbContext db,
        Consolidations consolidations,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Consolidation> log,
        CancellationToken cancellation
    )
    {
        var found = await consolidations.FindAsync(id, rule, start, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        if (ReportAccess.ToReturn(caller, found.Value.Plan.UnitPath, found.Value.Plan.Level) is not { } place)
        {
            return ReportErrors.NotReturner.ToProblem();
        }

        if (found.Value.Sent is not { } sent)
        {
            return ReportErrors.NotSent.ToProblem();
        }

        if (!http.Request.Matches(sent.Version))
        {
            return Error.Stale(await consolidations.ShowAsync(found.Value, cancellation));
        }

        var returned = sent.Return(request.Reason, Act.Of(caller, clock.GetUtcNow(), place, PlanningAccess.Drafters));
        if (returned.Refused)
        {
            return returned.Errors.ToProblem();
        }

        db.ActIn(caller, place, PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        log.ConsolidationReturned(id, rule, start, caller.Subject);
        http.Response.SetETag(sent.Version);
        return TypedResults.Ok(await consolidations.ShowAsync(found.Value, cancellation));
    }
}

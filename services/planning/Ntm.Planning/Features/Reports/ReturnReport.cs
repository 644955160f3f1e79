using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>Why something is returned.</summary>
/// <example>{ "reason": "Số vườn cải tạo cao hơn số hộ của thôn, đề nghị rà lại." }</example>
public sealed record ReturnRequest
{
    /// <summary>Reason, up to 500 characters.</summary>
    [Text(500)]
    public required string Reason { get; init; }
}

/// <summary><c>POST /planning/reports/{id}/return</c>: the officer or leader of the commune returns a village's report, of a unit above
/// the commune the commune's.</summary>
internal static class ReturnReport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/reports/{id:guid}/return", HandleAsync).WithName(nameof(ReturnReport));

    /// <summary>Returns a report to be done again; its figures count until a correction replaces them.</summary>
    internal static async Task<Results<Ok<ReportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReturnRequest request,
        PlanningDbContext db,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Report> log,
        CancellationToken cancellation
    )
    {
        var report = await db.Reports.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (report is null || !ReportAccess.Sees(caller, report.UnitPath))
        {
            return ReportErrors.NotFound.ToProblem();
        }

        if (ReportAccess.ToReturn(caller, report.UnitPath, report.Level) is not { } place)
        {
            return ReportErrors.NotReturner.ToProblem();
        }

        var revision = (await db.ReportRevisions.FindAsync([id, report.Revision], cancellation))!;
        if (!http.Request.Matches(report.Version))
        {
            return Error.Stale(ReportView.Of(report, revision));
        }

        var returned = report.Return(request.Reason, Act.Of(caller, clock.GetUtcNow(), place, PlanningAccess.Drafters));
        if (returned.Refused)
        {
            return returned.Errors.ToProblem();
        }

        (await db.Duties.FirstOrDefaultAsync(row => row.ReportId == id, cancellation))?.Return();
        db.ActIn(caller, place, PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        log.ReportReturned(id, report.PlanId, caller.Subject);
        http.Response.SetETag(report.Version);
        return TypedResults.Ok(ReportView.Of(report, revision));
    }
}

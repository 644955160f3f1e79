using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary><c>GET /planning/reports/{id}</c> and <c>…/revisions</c>: the unit's own people, and officers, leaders and auditors from
/// there up, read a report and what it said before.</summary>
internal static class GetReport
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/reports/{id:guid}", HandleAsync).WithName(nameof(GetReport));
        routes.MapGet("/reports/{id:guid}/revisions", RevisionsAsync).WithName("ListReportRevisions");
    }

    /// <summary>Reads the newest revision of a report.</summary>
    internal static async Task<Results<Ok<ReportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await SeenAsync(db, id, caller, cancellation) is not { } report)
        {
            return ReportErrors.NotFound.ToProblem();
        }

        response.SetETag(report.Version);
        return TypedResults.Ok(ReportView.Of(report, (await db.ReportRevisions.FindAsync([id, report.Revision], cancellation))!));
    }

    /// <summary>Reads every revision of a report, the newest first.</summary>
    internal static async Task<Results<Ok<List<ReportView>>, ProblemHttpResult>> RevisionsAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await SeenAsync(db, id, caller, cancellation) is not { } report)
        {
            return ReportErrors.NotFound.ToProblem();
        }

        var revisions = await db
            .ReportRevisions.AsNoTracking()
            .Where(row => row.ReportId == id)
            .OrderByDescending(row => row.Number)
            .ToListAsync(cancellation);
        return TypedResults.Ok(revisions.ConvertAll(revision => ReportView.Of(report, revision)));
    }

    /// <summary>The report; null where the caller may not know of it.</summary>
    internal static async Task<Report?> SeenAsync(PlanningDbContext db, Guid id, Caller caller, CancellationToken cancellation) =>
        await db.Reports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } report
        && ReportAccess.Sees(caller, report.UnitPath)
            ? report
            : null;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Visits;

/// <summary>A visit, what it found and what followed.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Findings">What it found, in order.</param>
/// <param name="History">Its steps, the first one first: <c>recorded</c>, <c>followed-up</c>.</param>
public sealed record VisitDetail(VisitView Visit, IReadOnlyList<FindingView> Findings, IReadOnlyList<StepView> History);

/// <summary><c>GET /planning/visits/{id}</c>: the unit's own people, and officers, leaders and auditors from there up.</summary>
internal static class GetVisit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/visits/{id:guid}", HandleAsync).WithName(nameof(GetVisit));

    /// <summary>Reads a visit with its findings and history.</summary>
    internal static async Task<Results<Ok<VisitDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var visit = await db.Visits.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (visit is null || !ReportAccess.Sees(caller, visit.UnitPath))
        {
            return VisitErrors.NotFound.ToProblem();
        }

        var findings = await db
            .Findings.AsNoTracking()
            .Where(row => row.VisitId == id)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var today = clock.Today();
        response.SetETag(visit.Version);
        return TypedResults.Ok(
            new VisitDetail(
                VisitView.Of(visit),
                findings.ConvertAll(row => FindingView.Of(row, today)),
                await commands.HistoryAsync(id, cancellation)
            )
        );
    }
}

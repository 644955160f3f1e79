using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Visits;

/// <summary><c>GET /planning/visits</c> and <c>GET /planning/findings</c>: the unit's own people, and officers, leaders and auditors from
/// there up.</summary>
internal static class ListVisits
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/visits", HandleAsync).WithName(nameof(ListVisits));
        routes.MapGet("/findings", FindingsAsync).WithName("ListFindings");
    }

    /// <summary>Lists visits, the newest day first.</summary>
    internal static async Task<Ok<Page<VisitView>>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        Guid? plan = null,
        string? unit = null
    )
    {
        var query = db.Visits.AsNoTracking().InUnits(ReportAccess.Seen(caller), row => row.UnitPath);
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<VisitView>([.. listed.Items.Select(VisitView.Of)], listed.Next));
    }

    /// <summary>Lists findings whose follow-up is wanted and not done, the earliest day first; the overdue ones alone where asked.
    /// </summary>
    internal static async Task<Ok<Page<FindingView>>> FindingsAsync(
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        Guid? plan = null,
        bool overdue = false
    )
    {
        var today = clock.Today();
        var query = db.Findings.AsNoTracking().InUnits(ReportAccess.Seen(caller), row => row.UnitPath);
        query = query.Where(row => row.DoneOn == null && row.FollowUpBy != null);
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query = overdue ? query.Where(row => row.FollowUpBy < today) : query;
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<FindingView>([.. listed.Items.Select(row => FindingView.Of(row, today))], listed.Next));
    }
}

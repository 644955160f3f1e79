using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>A plan in a list.</summary>
/// <param name="Id">Id of the plan.</param>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="UnitPath">Codes from the province down to the unit.</param>
/// <param name="Level">Level of the unit.</param>
/// <param name="Year">Year of the campaign.</param>
/// <param name="Number">Number without blanks; empty while it has none.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Editions">Number of editions published.</param>
/// <param name="From">First legal day.</param>
/// <param name="To">Last legal day.</param>
/// <param name="IssuedOn">Day of issue; null while it is not known.</param>
/// <param name="ParentId">The plan that it carries out, where that is in the system.</param>
public sealed record PlanSummary(
    Guid Id,
    string UnitCode,
    string UnitName,
    string UnitPath,
    PlanLevel Level,
    int Year,
    string Number,
    string Subject,
    PlanStatus Status,
    int Editions,
    DateOnly From,
    DateOnly To,
    DateOnly? IssuedOn,
    Guid? ParentId
);

/// <summary><c>GET /planning/plans?q=&amp;unit=&amp;year=&amp;status=&amp;level=&amp;parent=&amp;after=&amp;limit=</c>: plans that the
/// caller may see, the newest year first, then by unit.</summary>
internal static class ListPlans
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans", HandleAsync).WithName(nameof(ListPlans)).Scope("planning:read");

    /// <summary>Lists plans: what is published in the caller's province, and drafts of the caller's own units.</summary>
    internal static async Task<Ok<Page<PlanSummary>>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? unit = null,
        int? year = null,
        string? status = null,
        string? level = null,
        Guid? parent = null,
        string? q = null
    )
    {
        var published = PlanningAccess.Published(caller);
        var drafted = PlanningAccess.Drafted(caller);
        var query = db.Plans.AsNoTracking().InUnits(published, row => row.UnitPath);
        query = query.Where(row => row.Editions > 0 || drafted.Contains(row.UnitPath));
        query = query.Searched(q, row => row.UnitCode, row => row.SearchText);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = year is null ? query : query.Where(row => row.Year == year);
        if (status is not null)
        {
            query = Enum.TryParse<PlanStatus>(status, ignoreCase: true, out var wanted)
                ? query.Where(row => row.Status == wanted)
                : query.Take(0);
        }

        if (level is not null)
        {
            query = Enum.TryParse<PlanLevel>(level, ignoreCase: true, out var wanted)
                ? query.Where(row => row.Level == wanted)
                : query.Take(0);
        }

        query = parent is null ? query : query.Where(row => row.ParentId == parent);
        if (page.Key is { } key)
        {
            query = query.Where(row => string.Compare(row.SortKey, key) > 0);
        }

        var rows = await query
            .OrderBy(row => row.SortKey)
            .Take(page.Size + 1)
            .Select(row => new Listed(
                row.SortKey,
                new PlanSummary(
                    row.Id,
                    row.UnitCode,
                    row.UnitName,
                    row.UnitPath,
                    row.Level,
                    row.Year,
                    row.Number,
                    row.Subject,
                    row.Status,
                    row.Editions,
                    row.From,
                    row.To,
                    row.IssuedOn,
                    row.ParentId
                )
            ))
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.Key);
        return TypedResults.Ok(new Page<PlanSummary>([.. listed.Items.Select(row => row.Plan)], listed.Next));
    }

    private sealed record Listed(string Key, PlanSummary Plan);
}

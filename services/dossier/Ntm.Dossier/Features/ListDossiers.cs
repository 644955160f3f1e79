using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Dossier.Features;

/// <summary>A dossier in a list.</summary>
/// <param name="Id">Id of the dossier.</param>
/// <param name="UnitCode">Official code of the commune.</param>
/// <param name="UnitName">Vietnamese name of the commune.</param>
/// <param name="UnitPath">Codes from the province down to the commune, with <c>/</c> between.</param>
/// <param name="Title">Title sought, e.g. <c>xa-ntm</c>.</param>
/// <param name="Year">Year the title is sought for.</param>
/// <param name="Status"><c>Running</c>, <c>Recognised</c>, <c>Kept</c>, <c>NotKept</c>, <c>Refused</c> or <c>Withdrawn</c>.</param>
/// <param name="PathId">Id of the recognition path.</param>
/// <param name="PathVersion">Version of the path, from 1.</param>
/// <param name="OpenedOn">Legal day of opening.</param>
public sealed record DossierSummary(
    Guid Id,
    string UnitCode,
    string UnitName,
    string UnitPath,
    string Title,
    int Year,
    string Status,
    string PathId,
    int PathVersion,
    DateOnly OpenedOn
);

/// <summary><c>GET /dossiers?q=&amp;unit=&amp;title=&amp;year=&amp;status=&amp;id=&amp;after=&amp;limit=</c>: dossiers the caller may see,
/// by year and unit; <c>id</c> again and again for several.</summary>
internal static class ListDossiers
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/", HandleAsync).WithName(nameof(ListDossiers)).Scope("dossiers:read");

    internal static async Task<Ok<Page<DossierSummary>>> HandleAsync(
        DossierDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? unit = null,
        string? title = null,
        int? year = null,
        string? status = null,
        string? q = null,
        Guid[]? id = null
    )
    {
        var query = db.Dossiers.AsNoTracking().InUnits(DossierAccess.VisibleUnits(caller), row => row.UnitPath);
        query = query.Searched(q, row => row.UnitCode, row => row.SearchName);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = title is null ? query : query.Where(row => row.Title == title);
        if (year is { } wanted)
        {
            // A year is a stretch of the sort key, which the list goes along.
            var (first, behind) = (
                string.Create(CultureInfo.InvariantCulture, $"{wanted:0000}/"),
                string.Create(CultureInfo.InvariantCulture, $"{wanted:0000}0")
            );
            query = query.Where(row =>
                row.Year == wanted && string.Compare(row.SortKey, first) >= 0 && string.Compare(row.SortKey, behind) < 0
            );
        }

        query = id is { Length: > 0 } ? query.Where(row => id.Contains(row.Id)) : query;
        query = status is null ? query : query.Where(row => row.Status == status);
        if (page.Key is { } key)
        {
            query = query.Where(row => string.Compare(row.SortKey, key) > 0);
        }

        var rows = await query
            .OrderBy(row => row.SortKey)
            .Take(page.Size + 1)
            .Select(row => new Listed(
                row.SortKey,
                new DossierSummary(
                    row.Id,
                    row.UnitCode,
                    row.UnitName,
                    row.UnitPath,
                    row.Title,
                    row.Year,
                    row.Status,
                    row.PathKey,
                    row.PathVersion,
                    row.OpenedOn
                )
            ))
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.Key);
        return TypedResults.Ok(new Page<DossierSummary>([.. listed.Items.Select(row => row.Dossier)], listed.Next));
    }

    private sealed record Listed(string Key, DossierSummary Dossier);
}

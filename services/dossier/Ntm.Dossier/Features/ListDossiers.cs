using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary>A dossier in a list.</summary>
public sealed record DossierSummary(
    Guid Id, string UnitCode, string UnitName, string UnitPath, string Title, int Year, string Status, string PathId, int PathVersion, DateOnly OpenedOn);

/// <summary><c>GET /dossiers?unit=&amp;title=&amp;year=&amp;status=&amp;after=&amp;limit=</c>: dossiers the caller may see, by year and unit.</summary>
internal static class ListDossiers
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/", HandleAsync).WithName(nameof(ListDossiers));

    internal static async Task<Ok<Page<DossierSummary>>> HandleAsync(
        DossierDbContext db, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation,
        string? unit = null, string? title = null, int? year = null, string? status = null)
    {
        var query = db.Dossiers.AsNoTracking().Where(Visible(DossierAccess.VisibleUnits(caller)));
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        query = title is null ? query : query.Where(row => row.Title == title);
        query = year is null ? query : query.Where(row => row.Year == year);
        query = status is null ? query : query.Where(row => row.Status == status);
        if (page.Key is { } key)
        {
            query = query.Where(row => string.Compare(row.SortKey, key) > 0);
        }

        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1)
            .Select(row => new Listed(row.SortKey, new DossierSummary(
                row.Id, row.UnitCode, row.UnitName, row.UnitPath, row.Title, row.Year, row.Status, row.PathKey, row.PathVersion, row.OpenedOn)))
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.Key);
        return TypedResults.Ok(new Page<DossierSummary>([.. listed.Items.Select(row => row.Dossier)], listed.Next));
    }

    /// <summary>
    /// Dossiers of the units themselves and of all below them. Below is a stretch of the index, from the path's slash up to
    /// the digit that follows it in every collation; a pattern would walk the whole table on some engines.
    /// </summary>
    internal static Expression<Func<DossierRow, bool>> Visible(IReadOnlyList<string> units)
    {
        var row = Expression.Parameter(typeof(DossierRow));
        var path = Expression.Property(row, nameof(DossierRow.UnitPath));
        var any = units.Aggregate(
            (Expression)Expression.Constant(false),
            (sum, unit) => Expression.OrElse(sum, Expression.OrElse(
                Expression.Equal(path, Expression.Constant(unit)),
                Expression.AndAlso(
                    Expression.GreaterThanOrEqual(Compared(path, unit + "/"), Expression.Constant(0)),
                    Expression.LessThan(Compared(path, unit + "0"), Expression.Constant(0))))));
        return Expression.Lambda<Func<DossierRow, bool>>(any, row);
    }

    private static MethodCallExpression Compared(Expression path, string bound) =>
        Expression.Call(typeof(string), nameof(string.Compare), null, path, Expression.Constant(bound));

    private sealed record Listed(string Key, DossierSummary Dossier);
}

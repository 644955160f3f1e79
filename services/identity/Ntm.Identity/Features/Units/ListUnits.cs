using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>
/// <c>GET /identity/units?on=&amp;level=&amp;parent=&amp;q=&amp;after=&amp;limit=</c>: the units that exist on a day, by code. Under a
/// parent <c>q</c> finds them by name, with or without diacritics, or by the beginning of the code. A program gets those of its own unit
/// and below, so a page may hold few or none and still have a next one.
/// </summary>
internal static class ListUnits
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/units", HandleAsync).WithName(nameof(ListUnits)).Scope("units:read");

    internal static async Task<Results<Ok<Page<UnitView>>, ProblemHttpResult>> HandleAsync(
        DateOnly? on,
        string? level,
        string? parent,
        [AsParameters] PageRequest page,
        IdentityDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        string? q = null
    )
    {
        var day = on ?? clock.Today();
        var wanted = UnitLevels.Parse(level);
        if (level is not null && wanted is null)
        {
            return UnitErrors.BadLevel().ToProblem();
        }

        var after = page.Key ?? "";
        var all = Wanted(db.Units.AsNoTracking(), day, wanted, parent)
            .Where(unit => string.Compare(unit.Code, after) > 0)
            .OrderBy(unit => unit.Code);
        var codes =
            parent is not null && NameSearch.Fold(q ?? "") is { Length: > 0 } typed
                ? Named(await all.ToListAsync(cancellation), day, typed).Take(page.Size + 1).ToList()
                : await all.Take(page.Size + 1).Select(unit => unit.Code).ToListAsync(cancellation);
        var answer = page.ToPage(codes, code => code);
        var tree = await db.Units.LoadAsync(answer.Items, cancellation);
        var views = answer
            .Items.Select(code => tree.Find(code)!)
            .Select(unit => UnitView.Of(unit, unit.On(day)!, tree, day))
            .Where(view => view.Path is not null && view.IsFor(caller));
        return TypedResults.Ok(new Page<UnitView>([.. views], answer.Next));
    }

    /// <summary>Of the few children of a parent those whose name on the day, or code, fits what was typed.</summary>
    private static IEnumerable<string> Named(IEnumerable<AdministrativeUnit> children, DateOnly day, string typed) =>
        children
            .Where(unit =>
                unit.Code.StartsWith(typed[1..], StringComparison.Ordinal)
                || NameSearch.Fold(unit.On(day)!.Name).Contains(typed, StringComparison.Ordinal)
            )
            .Select(unit => unit.Code);

    /// <summary>By code or, under a parent, by the parent's few children: no engine then goes through the units of a whole
    /// country.</summary>
    internal static IQueryable<AdministrativeUnit> Wanted(
        IQueryable<AdministrativeUnit> units,
        DateOnly day,
        UnitLevel? level,
        string? parent
    )
    {
        var chosen = level is null ? units : units.Where(unit => unit.Level == level);
        if (parent is null)
        {
            return chosen.Where(unit =>
                unit.Periods.Any(period => period.ValidFrom <= day && (period.ValidTo == null || period.ValidTo >= day))
            );
        }

        var below = units
            .SelectMany(unit => unit.Periods, (unit, period) => new { unit.Code, period })
            .Where(row =>
                row.period.ParentCode == parent && row.period.ValidFrom <= day && (row.period.ValidTo == null || row.period.ValidTo >= day)
            )
            .Select(row => row.Code);
        return chosen.Where(unit => below.Contains(unit.Code));
    }
}

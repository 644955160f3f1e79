using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Features.Titles;

/// <summary>
/// <c>GET /dossiers/titles/{unitCode}?day=</c>: the title of a commune on a day, what it was merged from, which title it builds and why;
/// for anyone in the province, and programs of the unit or above it.
/// </summary>
internal static class GetUnitTitle
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/titles/{unitCode}", HandleAsync).WithName(nameof(GetUnitTitle)).Scope("dossiers:read");

    internal static async Task<Results<Ok<UnitTitleView>, ProblemHttpResult>> HandleAsync(
        [Text(20)] string unitCode,
        DossierDbContext db,
        DossierStore store,
        DossierRules rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? day = null
    )
    {
        var on = day ?? clock.Today();
        var unit = await db.MergedUnitAsync(store, unitCode, on, cancellation);
        if (unit is null)
        {
            return TitleErrors.UnitNotFound(unitCode, on).ToProblem();
        }

        var path = await db
            .Units.AsNoTracking()
            .Where(known => known.Code == unitCode)
            .Select(known => known.Path)
            .FirstAsync(cancellation);
        return DossierAccess.KnowsTitle(caller, path)
            ? TypedResults.Ok(UnitTitleView.Of(unit, on, rules.MergedUnits))
            : TitleErrors.NotInProvince.ToProblem();
    }
}

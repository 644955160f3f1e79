using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;

namespace Ntm.Identity.Features.Units;

/// <summary><c>GET /identity/units?on=&amp;level=&amp;parent=&amp;after=&amp;limit=</c>: the units that exist on a day, by code.</summary>
internal static class ListUnits
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/units", HandleAsync).WithName(nameof(ListUnits));

    internal static async Task<Results<Ok<Page<UnitView>>, ProblemHttpResult>> HandleAsync(
        DateOnly? on, string? level, string? parent, [AsParameters] PageRequest page, IdentityDbContext db, TimeProvider clock,
        CancellationToken cancellation)
    {
        var day = on ?? clock.Today();
        var wanted = UnitLevels.Parse(level);
        if (level is not null && wanted is null)
        {
            return UnitErrors.BadLevel().ToProblem();
        }

        var after = page.Key ?? "";
        var codes = await db.Units.AsNoTracking()
            .Where(unit => string.Compare(unit.Code, after) > 0 && (wanted == null || unit.Level == wanted) && unit.Periods.Any(
                period => period.ValidFrom <= day && (period.ValidTo == null || period.ValidTo >= day)
                    && (parent == null || period.ParentCode == parent)))
            .OrderBy(unit => unit.Code).Take(page.Size + 1).Select(unit => unit.Code).ToListAsync(cancellation);
        var answer = page.ToPage(codes, code => code);
        var tree = await db.Units.LoadAsync(answer.Items, cancellation);
        var views = answer.Items.Select(code => tree.Find(code)!).Select(unit => UnitView.Of(unit, unit.On(day)!, tree, day))
            .Where(view => view.Path is not null);
        return TypedResults.Ok(new Page<UnitView>([.. views], answer.Next));
    }
}

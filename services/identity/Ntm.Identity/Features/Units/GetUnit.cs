using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary><c>GET /identity/units/{code}?on=</c>: a unit as of a day, today when absent.</summary>
internal static class GetUnit
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/units/{code}", HandleAsync).WithName(nameof(GetUnit)).Scope("units:read");

    internal static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        string code,
        DateOnly? on,
        IdentityDbContext db,
        Caller caller,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var day = on ?? clock.Today();
        var tree = await db.Units.LoadAsync([code], cancellation);
        if (tree.Find(code) is not { } unit)
        {
            return UnitErrors.NotFound(code).ToProblem();
        }

        if (unit.On(day) is not { } period || tree.PathOn(code, day) is null)
        {
            var last = UnitView.Latest(unit, tree);
            return last.IsFor(caller)
                ? UnitErrors.NotValid(code, day).ToProblem(new Dictionary<string, object?> { ["last"] = last })
                : UnitErrors.NotFound(code).ToProblem();
        }

        var view = UnitView.Of(unit, period, tree, day);
        if (!view.IsFor(caller))
        {
            return UnitErrors.NotFound(code).ToProblem();
        }

        http.Response.SetETag(unit.Version);
        return TypedResults.Ok(view);
    }
}

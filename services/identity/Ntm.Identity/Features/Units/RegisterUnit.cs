using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>A unit to be registered.</summary>
/// <example>
/// { "code": "18176", "level": "commune", "name": "Xã Thịnh Bằng", "parentCode": "446", "validFrom": "2026-02-01", "document":
/// {"number": "36/2026/QĐ-UBND", "date": "2026-01-15"} }
/// </example>
public sealed record RegisterUnitRequest
{
    /// <summary>Official code in the form of its level.</summary>
    [Text(10)]
    public required string Code { get; init; }

    /// <summary><c>district</c>, <c>commune</c> or <c>village</c>.</summary>
    [Text(10)]
    public required string Level { get; init; }

    /// <summary>Vietnamese name.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>Unit directly above.</summary>
    [Text(10)]
    public required string ParentCode { get; init; }

    /// <summary>First day of the unit.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary><c>POST /identity/units</c>: enters a unit into the register.</summary>
internal static class RegisterUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/units", HandleAsync).WithName(nameof(RegisterUnit));

    internal static async Task<Results<Created<UnitView>, ProblemHttpResult>> HandleAsync(
        RegisterUnitRequest request,
        UnitActs acts,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (UnitLevels.Parse(request.Level) is not { } level)
        {
            return UnitErrors.BadLevel().ToProblem();
        }

        var act = acts.New(UnitActKind.Registration, request.ValidFrom, request.Document.ToDomain(), caller.Subject);
        var tree = await acts.LoadAsync([request.Code, request.ParentCode], cancellation);
        var register = new UnitRegister(tree, act);
        if (
            (
                await acts.RefusalAsync(caller, tree, act, [request.ParentCode], cancellation)
                ?? register.Register(request.Code, level, request.Name.Trim(), request.ParentCode)
            ) is
            { } refusal
        )
        {
            return refusal.ToProblem();
        }

        await acts.RecordAsync(act, tree, register, cancellation);
        var unit = tree.Find(request.Code)!;
        http.Response.SetETag(unit.Version);
        return TypedResults.Created($"/identity/units/{unit.Code}", UnitView.Latest(unit, tree));
    }
}

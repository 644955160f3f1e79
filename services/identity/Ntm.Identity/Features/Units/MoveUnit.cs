using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>Another unit directly above.</summary>
/// <example>{ "parentCode": "447", "from": "2026-02-01", "document": {"number": "36/2026/QĐ-UBND", "date": "2026-01-15"} }</example>
public sealed record MoveUnitRequest
{
    /// <summary>Official code of the new parent, at most 10 characters.</summary>
    [Text(10)]
    public required string ParentCode { get; init; }

    /// <summary>First day under the new parent.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary><c>POST /identity/units/{code}/move</c>; everything below the unit moves with it.</summary>
internal static class MoveUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/units/{code}/move", HandleAsync).WithName(nameof(MoveUnit));

    /// <summary>Puts a unit below another parent from a day on; everything below it moves with it.</summary>
    internal static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        string code,
        MoveUnitRequest request,
        UnitActs acts,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var act = acts.New(UnitActKind.Move, request.From, request.Document.ToDomain(), caller.Subject);
        var tree = await acts.LoadWithBelowAsync([code], [request.ParentCode], cancellation);
        return await acts.RefusalAsync(caller, tree, act, [code, request.ParentCode], cancellation) is { } refusal
            ? refusal.ToProblem()
            : await acts.OnUnitAsync(http, code, act, tree, register => register.Move(code, request.ParentCode), cancellation);
    }
}

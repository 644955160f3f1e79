using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>The end of a unit.</summary>
/// <example>{ "lastDay": "2026-01-31", "successors": ["18178"], "document": {"number": "36/2026/QĐ-UBND", "date": "2026-01-15"} }</example>
public sealed record EndUnitRequest
{
    /// <summary>Last day on which the unit exists.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Codes of existing units that take its place, up to 50.</summary>
    [Items(0, 50)]
    public IReadOnlyList<string> Successors { get; init; } = [];

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary><c>POST /identity/units/{code}/end</c>; refused while units stand below it.</summary>
internal static class EndUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/units/{code}/end", HandleAsync).WithName(nameof(EndUnit));

    /// <summary>Ends a unit; refused while units stand below it.</summary>
    internal static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        string code,
        EndUnitRequest request,
        UnitActs acts,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (request.LastDay == DateOnly.MaxValue)
        {
            return UnitErrors.NotValid(code, request.LastDay).ToProblem();
        }

        var act = acts.New(UnitActKind.End, request.LastDay.AddDays(1), request.Document.ToDomain(), caller.Subject);
        var tree = await acts.LoadWithBelowAsync([code], request.Successors, cancellation);
        return await acts.RefusalAsync(caller, tree, act, [code], cancellation) is { } refusal
            ? refusal.ToProblem()
            : await acts.OnUnitAsync(http, code, act, tree, register => register.End(code, request.Successors), cancellation);
    }
}

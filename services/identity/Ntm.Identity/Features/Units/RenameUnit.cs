using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>A new name.</summary>
/// <example>{ "name": "Xã Tiến Thắng", "from": "2026-02-01", "document": {"number": "36/2026/QĐ-UBND", "date": "2026-01-15"} }</example>
public sealed record RenameUnitRequest
{
    /// <summary>Vietnamese name, at most 200 characters.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>First day of the new name.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary><c>POST /identity/units/{code}/renaming</c>; the old name stays in the history.</summary>
internal static class RenameUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/units/{code}/renaming", HandleAsync).WithName(nameof(RenameUnit));

    /// <summary>Renames a unit from a day on; the old name stays in its history.</summary>
    internal static async Task<Results<Ok<UnitView>, ProblemHttpResult>> HandleAsync(
        string code,
        RenameUnitRequest request,
        UnitActs acts,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var act = acts.New(UnitActKind.Renaming, request.From, request.Document.ToDomain(), caller.Subject);
        var tree = await acts.LoadAsync([code], cancellation);
        return await acts.RefusalAsync(caller, tree, act, [code], cancellation) is { } refusal
            ? refusal.ToProblem()
            : await acts.OnUnitAsync(http, code, act, tree, register => register.Rename(code, request.Name.Trim()), cancellation);
    }
}

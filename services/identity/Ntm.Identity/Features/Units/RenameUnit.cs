using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>A new name.</summary>
public sealed record RenameUnitRequest
{
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>First day of the new name.</summary>
    public required DateOnly From { get; init; }

    public required DocumentReference Document { get; init; }
}

/// <summary><c>POST /identity/units/{code}/renaming</c>; the old name stays in the history.</summary>
internal static class RenameUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/units/{code}/renaming", HandleAsync).WithName(nameof(RenameUnit));

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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>Units that become one.</summary>
/// <example>
/// { "sources": ["18175", "18176"], "target": {"code": "18178", "name": "Xã Thạch Bằng", "parentCode": "446"}, "on":
/// "2026-02-01", "document": {"number": "36/2026/QĐ-UBND", "date": "2026-01-15"} }
/// </example>
public sealed record MergeUnitsRequest
{
    /// <summary>Codes of the units merged, 2 to 50, of one level.</summary>
    [Items(2, 50)]
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The unit that they become.</summary>
    public required TargetUnit Target { get; init; }

    /// <summary>First day of the new unit.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary>A unit that a merge or a split makes.</summary>
public sealed record TargetUnit
{
    /// <summary>Official code; may be that of a unit it comes from.</summary>
    [Text(10)]
    public required string Code { get; init; }

    /// <summary>Vietnamese name, at most 200 characters.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>Unit directly above from that day on.</summary>
    [Text(10)]
    public required string ParentCode { get; init; }

    /// <summary>For a split: codes of the units below that go to this one.</summary>
    [Items(0, 500)]
    public IReadOnlyList<string> Children { get; init; } = [];

    internal NewUnit ToDomain() => new(Code, Name.Trim(), ParentCode, Children);
}

/// <summary><c>POST /identity/unit-merges?preview=</c>: units end, one takes their place, what lay below them goes to it. As a preview it
/// is only said what would change.</summary>
internal static class MergeUnits
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/unit-merges", HandleAsync).WithName(nameof(MergeUnits));

    internal static async Task<Results<Created<UnitView>, Ok<UnitActPreview>, ProblemHttpResult>> HandleAsync(
        MergeUnitsRequest request,
        UnitActs acts,
        Caller caller,
        CancellationToken cancellation,
        bool preview = false
    )
    {
        var act = acts.New(UnitActKind.Merge, request.On, request.Document.ToDomain(), caller.Subject);
        var tree = await acts.LoadWithBelowAsync(request.Sources, [request.Target.Code, request.Target.ParentCode], cancellation);
        var register = new UnitRegister(tree, act);
        if (
            (
                await acts.RefusalAsync(caller, tree, act, [.. request.Sources, request.Target.ParentCode], cancellation)
                ?? register.Merge(tree, act, request.Sources, request.Target.ToDomain())
            ) is
            { } refusal
        )
        {
            return refusal.ToProblem();
        }

        if (preview)
        {
            return TypedResults.Ok(await acts.PreviewAsync(act, tree, register, [request.Target.Code], cancellation));
        }

        await acts.RecordAsync(act, tree, register, cancellation);
        return TypedResults.Created($"/identity/units/{request.Target.Code}", UnitView.Latest(tree.Find(request.Target.Code)!, tree));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>A unit that becomes several.</summary>
/// <example>
/// { "source": "18178", "targets": [{"code": "18175", "name": "Xã Thịnh Bằng", "parentCode": "446", "children": ["1817501"]},
/// {"code": "18176", "name": "Xã Thạch Bằng", "parentCode": "446"}], "on": "2026-02-01", "document": {"number":
/// "36/2026/QĐ-UBND", "date": "2026-01-15"} }
/// </example>
public sealed record SplitUnitRequest
{
    /// <summary>Code of the unit split.</summary>
    [Text(10)]
    public required string Source { get; init; }

    /// <summary>New units, 2 to 50; each unit below the source goes to exactly one of them.</summary>
    [Items(2, 50)]
    public required IReadOnlyList<TargetUnit> Targets { get; init; }

    /// <summary>First day of the new units.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Legal document behind the change.</summary>
    public required DocumentReference Document { get; init; }
}

/// <summary>The units a split made.</summary>
/// <param name="Units">The new units.</param>
public sealed record SplitUnitAnswer(IReadOnlyList<UnitView> Units);

/// <summary><c>POST /identity/unit-splits?preview=</c>: one unit ends, several take its place. As a preview it is only said what would
/// change.</summary>
internal static class SplitUnit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/unit-splits", HandleAsync).WithName(nameof(SplitUnit));

    internal static async Task<Results<Ok<SplitUnitAnswer>, Ok<UnitActPreview>, ProblemHttpResult>> HandleAsync(
        SplitUnitRequest request,
        UnitActs acts,
        Caller caller,
        CancellationToken cancellation,
        bool preview = false
    )
    {
        var act = acts.New(UnitActKind.Split, request.On, request.Document.ToDomain(), caller.Subject);
        var parents = request.Targets.Select(target => target.ParentCode).Distinct().ToList();
        var tree = await acts.LoadWithBelowAsync(
            [request.Source],
            [.. request.Targets.Select(target => target.Code), .. parents],
            cancellation
        );
        var register = new UnitRegister(tree, act);
        if (
            (
                await acts.RefusalAsync(caller, tree, act, [request.Source, .. parents], cancellation)
                ?? register.Split(tree, request.Source, act, [.. request.Targets.Select(target => target.ToDomain())])
            ) is
            { } refusal
        )
        {
            return refusal.ToProblem();
        }

        var codes = request.Targets.Select(target => target.Code).ToList();
        if (preview)
        {
            return TypedResults.Ok(await acts.PreviewAsync(act, tree, register, codes, cancellation));
        }

        await acts.RecordAsync(act, tree, register, cancellation);
        return TypedResults.Ok(new SplitUnitAnswer(codes.ConvertAll(code => UnitView.Latest(tree.Find(code)!, tree))));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Progress;

/// <summary>What plans below add to the targets of a plan.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Targets">Its targets that plans below work for, in its order.</param>
/// <param name="NotComparable">Targets below that name one of its targets and have another measure or counting, at most 100.</param>
public sealed record RollUp(Guid PlanId, IReadOnlyList<RollUpTarget> Targets, IReadOnlyList<NotComparable> NotComparable);

/// <summary>What is added to a target.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Text">What is to be reached.</param>
/// <param name="Measure">Unit of measure.</param>
/// <param name="Goal">Value to be reached or kept; null for none.</param>
/// <param name="Value">Where it stands with all that lies below; null while nothing was reported.</param>
/// <param name="Numerator">Of a share: sum of the parts; null for other targets.</param>
/// <param name="Denominator">Of a share: sum of the wholes; null for other targets.</param>
/// <param name="Plans">Number of plans below that work for it.</param>
/// <param name="Reporting">Number of these that have figures.</param>
public sealed record RollUpTarget(
    string Target,
    string Text,
    string? Measure,
    decimal? Goal,
    decimal? Value,
    decimal? Numerator,
    decimal? Denominator,
    int Plans,
    int Reporting
);

/// <summary>A target below that is not added.</summary>
/// <param name="PlanId">Id of its plan.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Target">Key of the target.</param>
/// <param name="Measure">Its unit of measure.</param>
/// <param name="Above">Key of the target that it names.</param>
public sealed record NotComparable(Guid PlanId, string UnitName, string Target, string Measure, string Above);

/// <summary><c>GET /planning/plans/{id}/roll-up</c>: what plans below add to a published plan.</summary>
internal static class GetRollUp
{
    private const int MostNotComparable = 100;

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/roll-up", HandleAsync).WithName(nameof(GetRollUp)).Scope("planning:read");

    /// <summary>Reads what plans below add to the targets of a plan. Those in another measure are listed and never added.</summary>
    internal static async Task<Results<Ok<RollUp>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        var totals = await db
            .TargetTotals.AsNoTracking()
            .Where(row => row.PlanId == id && row.Plans > 0)
            .ToDictionaryAsync(row => row.Target, cancellation);
        var targets = content
            .Targets.Where(target => totals.ContainsKey(target.Key))
            .Select(target => Show(EachTarget.Whole(content, target), totals[target.Key]));
        return TypedResults.Ok(new RollUp(id, [.. targets], await NotComparableAsync(db, id, cancellation)));
    }

    private static RollUpTarget Show(PlanTarget target, TargetTotal total) =>
        new(
            target.Key,
            target.Text,
            target.Measure,
            target.Value,
            TargetMath.ValueOf(target, total.Amount),
            target.IsShare && total.Count > 0 ? total.Value : null,
            target.IsShare && total.Count > 0 ? total.Of : null,
            total.Plans,
            total.Reporting
        );

    private static Task<List<NotComparable>> NotComparableAsync(PlanningDbContext db, Guid id, CancellationToken cancellation) =>
        (
            from link in db.TargetLinks
            join plan in db.Plans on link.PlanId equals plan.Id
            where link.ParentId == id && !link.Comparable
            orderby link.Above, plan.UnitPath
            select new NotComparable(plan.Id, plan.UnitName, link.Target, link.Measure, link.Above)
        )
            .Take(MostNotComparable)
            .ToListAsync(cancellation);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>What a unit adds to a target.</summary>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="FromPlan">Id of the unit's own plan that it comes from; null for its reports on this one.</param>
/// <param name="Given">Share of the target that the plan gives to the unit; null for none.</param>
/// <param name="Value">What was reported; of a share the part.</param>
/// <param name="Of">Of a share the whole; null for other targets.</param>
/// <param name="ChangedAt">When it changed last, UTC.</param>
public sealed record TargetUnit(
    string UnitCode,
    string UnitName,
    Guid? FromPlan,
    decimal? Given,
    decimal Value,
    decimal? Of,
    DateTimeOffset ChangedAt
);

/// <summary><c>GET /planning/plans/{id}/progress/{target}?after=&amp;limit=</c>: what each unit adds to a target.</summary>
internal static class ListTargetUnits
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/progress/{target}", HandleAsync).WithName(nameof(ListTargetUnits)).Scope("planning:read");

    /// <summary>Lists what each unit that reported, or whose plan works for it, adds to a target, by unit.</summary>
    internal static async Task<Results<Ok<Page<TargetUnit>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string target,
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        if (content.Targets.FirstOrDefault(row => row.Key == target) is not { } found)
        {
            return ProgressErrors.TargetNotFound.ToProblem();
        }

        var query = db.UnitTotals.AsNoTracking().Where(row => row.PlanId == id && row.Target == target && row.Count > 0);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.UnitPath, key) > 0) : query;
        var rows = await query.OrderBy(row => row.UnitPath).ThenBy(row => row.FromPlan).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.UnitPath);
        var codes = listed.Items.Select(row => UnitScope.CodeOf(row.UnitPath)).ToList();
        var names = await db
            .Units.AsNoTracking()
            .Where(unit => codes.Contains(unit.Code))
            .OrderBy(unit => unit.ValidFrom)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            new Page<TargetUnit>(
                [
                    .. listed.Items.Select(row =>
                        Show(content, found, row, names.LastOrDefault(unit => unit.Code == UnitScope.CodeOf(row.UnitPath))?.Name ?? "")
                    ),
                ],
                listed.Next
            )
        );
    }

    private static TargetUnit Show(PlanContent content, PlanTarget target, UnitTotal row, string name)
    {
        var code = UnitScope.CodeOf(row.UnitPath);
        var place = content.Places.FirstOrDefault(found => found.UnitCode == code)?.Key;
        var given = content.Split.FirstOrDefault(split => split.Target == target.Key && split.Place == place)?.Value;
        return new TargetUnit(
            code,
            name,
            row.FromPlan == Guid.Empty ? null : row.FromPlan,
            given,
            row.Value,
            target.IsShare ? row.Of : null,
            row.ChangedAt
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>What an edition of a plan changed against an earlier one.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="From">Number of the edition that is compared with.</param>
/// <param name="To">Number of the edition that is shown.</param>
/// <param name="Changes">The first 500 differences, in the order of the sections.</param>
/// <param name="ChangeCount">Number of differences.</param>
public sealed record EditionDifference(Guid PlanId, int From, int To, IReadOnlyList<ContentChange> Changes, int ChangeCount);

/// <summary><c>GET /planning/plans/{id}/editions/{from}/changes?to=</c>: who reads the plan sees what changed between two
/// editions.</summary>
internal static class ComparePlanEditions
{
    private const int MostListed = 500;

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapGet("/plans/{id:guid}/editions/{from:int}/changes", HandleAsync)
            .WithName(nameof(ComparePlanEditions))
            .Scope("planning:read");

    /// <summary>Compares two editions of a plan row by row; without <c>to</c> an edition with the newest one.</summary>
    internal static async Task<Results<Ok<EditionDifference>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int from,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation,
        int? to = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var last = to ?? plan.Editions;
        var found = await db
            .Editions.AsNoTracking()
            .Where(row => row.PlanId == id && (row.Number == from || row.Number == last))
            .ToDictionaryAsync(row => row.Number, row => row.Content, cancellation);
        if (!found.TryGetValue(from, out var before) || !found.TryGetValue(last, out var after))
        {
            return PlanErrors.EditionNotFound.ToProblem();
        }

        var changes = ContentDifference.Between(before, after);
        return TypedResults.Ok(new EditionDifference(id, from, last, [.. changes.Take(MostListed)], changes.Count));
    }
}

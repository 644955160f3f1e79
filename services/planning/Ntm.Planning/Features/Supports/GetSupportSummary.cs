using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>How many households of a village are supported in a category.</summary>
/// <param name="Fund">Key of the fund in the plan.</param>
/// <param name="VillageCode">Official code of the village.</param>
/// <param name="VillageName">Vietnamese name of the village.</param>
/// <param name="Category">Why they are entitled.</param>
/// <param name="Waiting">Households entered and not yet approved.</param>
/// <param name="Approved">Households approved and not yet paid.</param>
/// <param name="Paid">Households paid.</param>
/// <param name="PaidAmount">Paid to them, đồng.</param>
public sealed record SupportCount(
    string Fund,
    string VillageCode,
    string VillageName,
    string Category,
    int Waiting,
    int Approved,
    int Paid,
    long PaidAmount
);

/// <summary><c>GET /planning/plans/{id}/supports/summary</c>: everybody who sees the plan.</summary>
internal static class GetSupportSummary
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/supports/summary", HandleAsync).WithName(nameof(GetSupportSummary)).Scope("planning:read");

    /// <summary>Counts supported households by fund, village and category; it names none.</summary>
    internal static async Task<Results<Ok<List<SupportCount>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var counts = await db
            .Supports.Where(row => row.PlanId == id)
            .GroupBy(row => new
            {
                row.Fund,
                row.UnitCode,
                row.UnitName,
                row.Category,
                row.State,
            })
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                Amount = group.Sum(row => row.Amount),
            })
            .ToListAsync(cancellation);
        var rows =
            from count in counts
            group count by (count.Key.Fund, count.Key.UnitCode, count.Key.UnitName, count.Key.Category) into same
            orderby same.Key.Fund, same.Key.UnitCode, same.Key.Category
            select new SupportCount(
                same.Key.Fund,
                same.Key.UnitCode,
                same.Key.UnitName,
                same.Key.Category,
                same.Where(row => row.Key.State == SupportState.Entered).Sum(row => row.Count),
                same.Where(row => row.Key.State == SupportState.Approved).Sum(row => row.Count),
                same.Where(row => row.Key.State == SupportState.Paid).Sum(row => row.Count),
                same.Where(row => row.Key.State == SupportState.Paid).Sum(row => row.Amount)
            );
        return TypedResults.Ok(rows.ToList());
    }
}

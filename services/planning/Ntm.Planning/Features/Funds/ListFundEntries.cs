using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Funds;

/// <summary><c>GET /planning/plans/{id}/fund-entries?fund=&amp;after=&amp;limit=</c>: everybody who sees the plan reads its
/// books.</summary>
internal static class ListFundEntries
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/fund-entries", HandleAsync).WithName(nameof(ListFundEntries));

    /// <summary>Lists the entries of a plan's funds, the newest first.</summary>
    internal static async Task<Results<Ok<Page<FundEntryView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? fund = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var rows = await Rows(db, plan.Id, page, fund).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<FundEntryView>([.. listed.Items.Select(FundEntryView.Of)], listed.Next));
    }

    internal static IQueryable<FundEntry> Rows(PlanningDbContext db, Guid plan, PageRequest page, string? fund)
    {
        var query = db.FundEntries.AsNoTracking().Where(row => row.PlanId == plan);
        query = fund is null ? query : query.Where(row => row.Fund == fund);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        return query.OrderBy(row => row.SortKey).Take(page.Size + 1);
    }
}

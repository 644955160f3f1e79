using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>GET /planning/supports?plan=&amp;fund=&amp;village=&amp;state=&amp;after=&amp;limit=</c>: the commune's officers, leaders
/// and auditors list its register; no household stands in it.</summary>
internal static class ListSupports
{
    private static readonly SupportState[] States = Enum.GetValues<SupportState>();

    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/supports", HandleAsync).WithName(nameof(ListSupports));

    /// <summary>Lists the register, by plan, fund and number, without households.</summary>
    internal static async Task<Results<Ok<Page<SupportView>>, ProblemHttpResult>> HandleAsync(
        PlanningDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        Guid? plan = null,
        string? fund = null,
        string? village = null,
        string? state = null
    )
    {
        var wanted = state is null ? States : [.. States.Where(one => one.ToString().ToLowerInvariant() == state)];
        if (wanted.Length == 0)
        {
            return SupportErrors.StateUnknown.ToProblem();
        }

        var communes = SupportCommands.Seen(caller);
        var query = db.Supports.AsNoTracking().Where(row => communes.Contains(row.CommunePath) && wanted.Contains(row.State));
        query = plan is null ? query : query.Where(row => row.PlanId == plan);
        query = fund is null ? query : query.Where(row => row.Fund == fund);
        query = village is null ? query : query.Where(row => row.UnitCode == village);
        query = page.Key is { } key ? query.Where(row => string.Compare(row.SortKey, key) > 0) : query;
        var rows = await query.OrderBy(row => row.SortKey).Take(page.Size + 1).ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        return TypedResults.Ok(new Page<SupportView>([.. listed.Items.Select(SupportView.Of)], listed.Next));
    }
}

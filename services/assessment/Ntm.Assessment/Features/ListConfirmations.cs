using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/threshold-confirmations?province=&amp;rule=&amp;after=&amp;limit=</c>: who confirmed what and when, oldest first, for anyone in the province.</summary>
internal static class ListConfirmations
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/threshold-confirmations", HandleAsync).WithName(nameof(ListConfirmations));

    internal static async Task<Results<Ok<Page<ConfirmedThreshold>>, ProblemHttpResult>> HandleAsync(
        string province, string? rule, [AsParameters] PageRequest page, AssessmentDbContext db, Caller caller, CancellationToken cancellation)
    {
        if (!AssessmentAccess.LiesIn(caller, province))
        {
            return Refusals.Forbidden("Chỉ tài khoản thuộc tỉnh được xem các ngưỡng tỉnh đã xác nhận.").ToProblem();
        }

        var after = Guid.TryParse(page.Key, out var key) ? await db.Confirmations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == key, cancellation) : null;
        var query = db.Confirmations.AsNoTracking().Where(row => row.Province == province && (rule == null || row.Rule == rule));
        if (after is not null)
        {
            query = query.Where(row => row.ConfirmedAt > after.ConfirmedAt || (row.ConfirmedAt == after.ConfirmedAt && row.Id.CompareTo(after.Id) > 0));
        }

        var rows = await query.OrderBy(row => row.ConfirmedAt).ThenBy(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows.ConvertAll(ConfirmThresholds.View), row => row.Id.ToString("D")));
    }
}

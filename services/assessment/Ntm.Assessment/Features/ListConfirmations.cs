using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/threshold-confirmations?province=&amp;rule=&amp;after=&amp;limit=</c>: who confirmed what and when, oldest
/// first, for anyone in the province.</summary>
internal static class ListConfirmations
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/threshold-confirmations", HandleAsync).WithName(nameof(ListConfirmations)).Scope("assessment:read");

    internal static async Task<Results<Ok<Page<ConfirmedThreshold>>, ProblemHttpResult>> HandleAsync(
        string province,
        string? rule,
        [AsParameters] PageRequest page,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (!AssessmentAccess.LiesIn(caller, province))
        {
            return AssessmentErrors.Forbidden("Chỉ tài khoản thuộc tỉnh được xem các ngưỡng tỉnh đã xác nhận.").ToProblem();
        }

        var after = int.TryParse(page.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var rows = await db
            .Confirmations.AsNoTracking()
            .Where(row => row.Province == province && row.Number > after && (rule == null || row.Rule == rule))
            .OrderBy(row => row.Number)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            page.ToPage(rows.ConvertAll(ConfirmedThreshold.Of), row => row.Number.ToString(CultureInfo.InvariantCulture))
        );
    }
}

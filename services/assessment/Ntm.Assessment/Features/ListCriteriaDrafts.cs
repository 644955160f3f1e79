using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/criteria-drafts?province=&amp;after=&amp;limit=</c>: sets of a province, drafts and published,
/// by code.</summary>
internal static class ListCriteriaDrafts
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/criteria-drafts", HandleAsync).WithName(nameof(ListCriteriaDrafts));

    /// <summary>Lists the criteria sets that a province prepares or has published, by code.</summary>
    internal static async Task<Results<Ok<Page<ProvinceSetSummary>>, ProblemHttpResult>> HandleAsync(
        string province,
        [AsParameters] PageRequest page,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (!AssessmentAccess.SeesPreparation(caller, province))
        {
            return AssessmentErrors.Forbidden("Chỉ cơ quan cấp tỉnh xem các bộ tiêu chí tỉnh đang lập.").ToProblem();
        }

        var after = page.Key ?? "";
        var rows = await db
            .ProvinceSets.AsNoTracking()
            .Where(row => row.Province == province && string.Compare(row.Code, after) > 0)
            .OrderBy(row => row.Code)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        return TypedResults.Ok(
            page.ToPage(rows.ConvertAll(row => ProvinceSetSummary.Of(row, rules.Compose(row).Faults.Count)), row => row.Code)
        );
    }
}

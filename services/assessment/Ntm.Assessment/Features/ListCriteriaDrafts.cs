using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A criteria set of a province in a list.</summary>
/// <param name="Code">Code of the set.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="DocumentNumber">Number of the province's document.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="Status"><c>draft</c> or <c>published</c>.</param>
/// <param name="FaultCount">Number of bad cells; a draft with any cannot be published.</param>
/// <param name="PreparedByName">Name of who sent the table.</param>
/// <param name="PreparedAt">When the table was sent, UTC.</param>
/// <param name="PublishedAt">When it was published, UTC; null for a draft.</param>
public sealed record ProvinceSetSummary(
    string Code,
    string Title,
    string Name,
    string DocumentNumber,
    DateOnly ValidFrom,
    string Status,
    int FaultCount,
    string PreparedByName,
    DateTimeOffset PreparedAt,
    DateTimeOffset? PublishedAt
)
{
    internal static ProvinceSetSummary Of(ProvinceSet set, int faults) =>
        new(
            set.Code,
            set.Header.Title,
            set.Header.Name,
            set.Header.DocumentNumber,
            set.Header.ValidFrom,
            set.Published ? "published" : "draft",
            faults,
            set.PreparedByName,
            set.PreparedAt,
            set.PublishedAt
        );
}

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

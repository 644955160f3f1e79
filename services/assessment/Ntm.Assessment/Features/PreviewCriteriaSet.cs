using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/criteria-sets/{code}/preview</c>: a province's set, draft or published, for those at the province who
/// prepare, decide on and watch it.</summary>
internal static class PreviewCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/criteria-sets/{code}/preview", HandleAsync).WithName(nameof(PreviewCriteriaSet));

    /// <summary>Reads a criteria set of a province as it was prepared, with each bad cell and what differs from the set before.</summary>
    internal static async Task<Results<Ok<CriteriaPreview>, ProblemHttpResult>> HandleAsync(
        string code,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var set = await db.ProvinceSets.AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, cancellation);
        if (set is null || !AssessmentAccess.SeesPreparation(caller, set.Province))
        {
            return ProvinceSetErrors.NotFound.ToProblem();
        }

        response.SetETag(set.Version);
        return TypedResults.Ok(await db.PreviewAsync(rules, set, caller, cancellation));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>POST /assessment/criteria-sets/{code}/publication</c>: the province's leader, who has not prepared it. From its first legal day
/// it supersedes the set before; dossiers opened earlier keep theirs.
/// </summary>
internal static class PublishCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/criteria-sets/{code}/publication", HandleAsync).WithName(nameof(PublishCriteriaSet));

    /// <summary>Publishes a criteria set of a province; from then on it never changes.</summary>
    internal static async Task<Results<Ok<CriteriaPreview>, ProblemHttpResult>> HandleAsync(
        string code,
        AssessmentCommands commands,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<ProvinceSet> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            commands.ProvinceSet(code, caller, AssessmentAccess.ToPublishSet),
            http,
            async set =>
            {
                var others = await db
                    .ProvinceSets.AsNoTracking()
                    .Where(row => row.Province == set.Province && row.PublishedAt != null)
                    .ToListAsync(cancellation);
                var ofTitle = others.Where(other => other.Header.Title == set.Header.Title && other.Code != code);
                if (set.WhyNotPublish(caller, rules.Compose(set), ofTitle) is { } refusal)
                {
                    return refusal;
                }

                db.ActIn(caller, set.Province, "leader");
                set.Publish(1 + (others.Max(other => other.Number) ?? 0), caller, clock.GetUtcNow());
                return Result.Done;
            },
            cancellation
        );
        if (answer.Result is Ok<CriteriaPreview> { Value: { } preview })
        {
            log.CriteriaSetPublished(preview.Code, preview.Province, preview.Sha256, caller.Subject);
        }

        return answer;
    }
}

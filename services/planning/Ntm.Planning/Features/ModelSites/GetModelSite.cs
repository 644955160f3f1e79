using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>A criterion of a model site.</summary>
/// <param name="Criterion">Key of the criterion.</param>
/// <param name="Hard">Whether it is to be met whatever else is.</param>
/// <param name="Met">Whether it is met; null where nothing was noted.</param>
/// <param name="Since">Legal day from which it is so; null where nothing was noted.</param>
/// <param name="Lost">Whether it was met and is lost.</param>
public sealed record SiteCriterion(string Criterion, bool Hard, bool? Met, DateOnly? Since, bool Lost);

/// <summary>A model site with its criteria and what happened to it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Minimum">How many criteria are to be met by the plan.</param>
/// <param name="Criteria">Its criteria, in order.</param>
/// <param name="History">Its steps, the first one first: <c>registered</c>, <c>helper</c>, <c>met</c>, <c>lost</c>,
/// <c>recognised</c>.</param>
public sealed record ModelSiteDetail(
    ModelSiteView Site,
    int Minimum,
    IReadOnlyList<SiteCriterion> Criteria,
    IReadOnlyList<StepView> History
);

/// <summary><c>GET /planning/model-sites/{id}</c>: everybody who sees published plans there.</summary>
internal static class GetModelSite
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/model-sites/{id:guid}", HandleAsync).WithName(nameof(GetModelSite));

    /// <summary>Reads an area or garden with its criteria and history.</summary>
    internal static async Task<Results<Ok<ModelSiteDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        RecordCommands commands,
        ModelSiteCommands sites,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var site = await db.ModelSites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (site is null || !PlanningAccess.SeesPublished(caller, site.UnitPath))
        {
            return ModelSiteErrors.NotFound.ToProblem();
        }

        var rule = ModelRule.Of(await db.NewestContentAsync(site.PlanId, cancellation), site.Kind);
        var states = await sites.StatesAsync(id, cancellation);
        var newest = CriterionState.Newest(states).ToDictionary(row => row.Criterion);
        var criteria = rule.Criteria.Select(key => Show(key, rule, newest.GetValueOrDefault(key), states)).ToList();
        response.SetETag(site.Version);
        return TypedResults.Ok(
            new ModelSiteDetail(ModelSiteView.Of(site), rule.Minimum, criteria, await commands.HistoryAsync(id, cancellation))
        );
    }

    private static SiteCriterion Show(string key, ModelRule rule, CriterionState? state, List<CriterionState> states) =>
        new(key, rule.Hard.Contains(key), state?.Met, state?.On, state is { Met: false } && state.WasMet(states));
}

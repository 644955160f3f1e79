using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/criteria-sets/{code}?day=&amp;province=</c>, for every signed-in caller.</summary>
internal static class GetCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/criteria-sets/{code}", HandleAsync).WithName(nameof(GetCriteriaSet)).Scope("assessment:read");

    /// <summary>Reads a criteria set and what of it is not decidable in a province on a day.</summary>
    internal static async Task<Results<Ok<CriteriaSetView>, ProblemHttpResult>> HandleAsync(
        string code,
        RuleBook rules,
        AssessmentDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? day = null,
        string? province = null
    )
    {
        if (await db.FindSetAsync(rules, code, cancellation) is not { } set)
        {
            return AssessmentErrors.CriteriaSetNotFound.ToProblem();
        }

        var on = day ?? clock.Today();
        var place = province ?? AssessmentAccess.ProvinceOf(caller);
        var confirmations = await db.ConfirmedAsync(place ?? "", code, on, cancellation, set.Extends);
        var judgedFor = new JudgedFor(on.Year, place is null ? null : rules.RegionOf(place));
        var criteria = set
            .Criteria.Select(criterion => new RuleCriterion(
                criterion.Code,
                criterion.Name,
                criterion
                    .Indicators.Select(indicator => RuleIndicator.Of(indicator, judgedFor, confirmations.GetValueOrDefault(indicator.Code)))
                    .ToList()
            ))
            .ToList();
        var undecidable = criteria
            .SelectMany(criterion => criterion.Indicators)
            .Where(indicator => !indicator.Decidable)
            .Select(indicator => indicator.Code)
            .ToList();
        return TypedResults.Ok(new CriteriaSetView(CriteriaSetSummary.Of(set), on, place, undecidable, criteria));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Criteria sets that fit the question; <see cref="Note"/> says so when none was in force.</summary>
/// <param name="Items">The sets.</param>
/// <param name="Note">Vietnamese: why there is none; null when there is one.</param>
public sealed record CriteriaSetList(IReadOnlyList<CriteriaSetSummary> Items, string? Note);

/// <summary><c>GET /assessment/criteria-sets?title=&amp;day=&amp;province=</c>, for every signed-in caller.</summary>
internal static class ListCriteriaSets
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/criteria-sets", HandleAsync).WithName(nameof(ListCriteriaSets)).Scope("assessment:read");

    /// <summary>Lists the criteria sets, those of a province first: where it has one in force, that one is applied.</summary>
    internal static async Task<Ok<CriteriaSetList>> HandleAsync(
        RuleBook rules,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation,
        string? title = null,
        DateOnly? day = null,
        string? province = null
    )
    {
        var place = province ?? AssessmentAccess.ProvinceOf(caller);
        var items = (await db.PublishedSetsAsync(rules, place, cancellation))
            .Concat(rules.Sets)
            .Where(set => (title is null || set.Title == title) && (day is null || set.InForceOn(day.Value)))
            .Select(CriteriaSetSummary.Of)
            .ToList();
        var note =
            items.Count == 0 && title is not null && day is not null ? AssessmentErrors.NoCriteriaSet(title, day.Value).Message : null;
        return TypedResults.Ok(new CriteriaSetList(items, note));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/survey-rules?title=&amp;day=&amp;province=</c>, for every signed-in caller.</summary>
internal static class ListSurveyRules
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/survey-rules", HandleAsync).WithName(nameof(ListSurveyRules)).Scope("assessment:read");

    /// <summary>Lists the survey rules in force and what of them is not decidable, for every signed-in caller.</summary>
    internal static async Task<Ok<List<SurveyRuleView>>> HandleAsync(
        RuleBook rules,
        AssessmentDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        string? title = null,
        DateOnly? day = null,
        string? province = null
    )
    {
        var on = day ?? clock.Today();
        var place = province ?? AssessmentAccess.ProvinceOf(caller);
        var rows = await db.Confirmations.AsNoTracking().Where(row => row.Province == place).ToListAsync(cancellation);
        return TypedResults.Ok(
            rules
                .SurveyRules.Where(rule => (title is null || rule.Title == title) && (day is null || rule.InForceOn(on)))
                .Select(rule => (Rule: rule, Ballot: rules.QuestionsFor(rule.Title, day ?? rule.ValidFrom)))
                .Select(one =>
                    SurveyRuleView.Of(
                        one.Rule,
                        one.Ballot,
                        ThresholdConfirmation.InForce(rows.Where(row => row.Rule == one.Rule.Code || row.Rule == one.Ballot?.Code), on)
                    )
                )
                .ToList()
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.LegalTime;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/quy-dinh-lay-y-kien</c>: what a survey must reach, and its ballot; only read.</summary>
internal static class SurveyRulesPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/quan-tri/quy-dinh-lay-y-kien", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit, TimeProvider clock)
    {
        var province = Uri.EscapeDataString(AdministrationPages.ProvinceOf(visit.Person));
        var rules = await visit.GetAsync<List<SurveyRuleRow>>($"/assessment/survey-rules?province={province}");
        return rules.Value is { } found
            ? visit.Show<SurveyRulesView>(new { Rules = found, Today = clock.Today() })
            : visit.Refuse(rules.Problem!);
    }
}

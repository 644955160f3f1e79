using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien</c>: the surveys of the residents' satisfaction.</summary>
internal static class SurveysPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/lay-y-kien", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var surveys = await visit.GetAsync<ApiPage<SurveyRow>>("/assessment/surveys?limit=50" + Query.Part("after", visit.Value("sau")));
        if (surveys.Value is null)
        {
            return visit.Refuse(surveys.Problem!);
        }

        var dossiers = await DossiersPage.ByIdAsync(visit, surveys.Value.Items.Select(survey => survey.DossierId));
        return visit.Show<SurveysView>(
            new
            {
                Rows = surveys.Value.Items,
                surveys.Value.Next,
                Names = (IReadOnlyDictionary<Guid, string>)dossiers.ToDictionary(row => row.Key, row => row.Value.UnitName),
            }
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien/{id}</c>: which villages are in, and what the count came to.</summary>
internal static class SurveyPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/lay-y-kien/{id:guid}", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        var survey = await visit.GetAsync<SurveyRecord>($"/assessment/surveys/{id}");
        if (survey.Value is null)
        {
            return visit.Refuse(survey.Problem!);
        }

        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{survey.Value.DossierId}");
        return visit.Show<SurveyView>(new { Survey = survey.Value, UnitName = dossier.Value?.UnitName ?? survey.Value.UnitCode });
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien</c>: the surveys of the residents' satisfaction.</summary>
internal static class SurveysPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/lay-y-kien", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var after = visit.Value("sau") is { Length: > 0 } cursor ? "&after=" + Uri.EscapeDataString(cursor) : "";
        var surveys = await visit.GetAsync<ApiPage<SurveyRow>>("/assessment/surveys?limit=50" + after);
        if (surveys.Value is null)
        {
            return visit.Refuse(surveys.Problem!);
        }

        var names = new Dictionary<Guid, string>();
        foreach (var dossier in surveys.Value.Items.Select(survey => survey.DossierId).Distinct().Take(50))
        {
            if ((await visit.GetAsync<DossierRecord>($"/dossiers/{dossier}")).Value is { } found)
            {
                names[dossier] = found.UnitName;
            }
        }

        return visit.Show<SurveysView>(
            new
            {
                Rows = surveys.Value.Items,
                surveys.Value.Next,
                Names = (IReadOnlyDictionary<Guid, string>)names,
            }
        );
    }
}

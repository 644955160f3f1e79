using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Surveys;

/// <summary><c>/lay-y-kien</c>: the surveys of the residents' satisfaction.</summary>
internal static class SurveysPage
{
    private const int MostOfCommunes = 10;

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
                Asked = await AskedAsync(visit),
            }
        );
    }

    /// <summary>Dossiers of the person's communes about which the Fatherland Front asks the residents now: its surveys show themselves to
    /// others only once they are closed.</summary>
    private static async Task<IReadOnlyList<DossierRecord>> AskedAsync(Visit visit)
    {
        var asked = new List<DossierRecord>();
        if (visit.Person.Is("surveyor") || visit.Person.Grants.Any(grant => grant.Level != "commune"))
        {
            return asked;
        }

        var running = await visit.GetAsync<ApiPage<DossierRow>>($"/dossiers/?status=Running&limit={MostOfCommunes}");
        foreach (var row in running.Value?.Items ?? [])
        {
            if (
                (await visit.GetAsync<DossierRecord>($"/dossiers/{row.Id}")).Value is { } dossier
                && dossier.Open.Any(open => open.Kind == "Survey")
            )
            {
                asked.Add(dossier);
            }
        }

        return asked;
    }
}

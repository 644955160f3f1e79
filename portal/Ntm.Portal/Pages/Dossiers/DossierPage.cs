using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}</c>: where a dossier stands, and what is to be done next.</summary>
internal static class DossierPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/ho-so/{id:guid}", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return found.Value is { } dossier ? await PageAsync(visit, dossier, null) : visit.Refuse(found.Problem!);
    }

    /// <summary>The page; what it shows beside the dossier is left out where it cannot be read.</summary>
    public static async Task<IResult> PageAsync(Visit visit, DossierRecord dossier, ApiProblem? uploadProblem)
    {
        var usual =
            dossier.Status == "Running" ? (await visit.GetAsync<List<UsualDaysRow>>($"/dossiers/{dossier.Id}/usual-days")).Value : null;
        return visit.Show<DossierView>(
            new
            {
                Dossier = dossier,
                Changes = await ReturnChanges.ReadAsync(visit, dossier, dossier.Returned.Select(item => item.Stage)),
                Usual = usual ?? [],
                UploadProblem = uploadProblem,
            },
            uploadProblem?.Status ?? StatusCodes.Status200OK
        );
    }
}

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
        return found.Value is { } dossier
            ? visit.Show<DossierView>(new { Dossier = dossier, UploadProblem = (ApiProblem?)null })
            : visit.Refuse(found.Problem!);
    }
}

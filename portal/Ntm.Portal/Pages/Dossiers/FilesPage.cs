using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary>Files of a dossier: put in, taken out, read.</summary>
internal static class FilesPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/ho-so/{id:guid}/tep/{stage}/{document}", UploadAsync).WithMetadata(new UploadSize());
        routes.MapPost("/ho-so/{id:guid}/tep/{stage}/{document}/{file:guid}/bo", RemoveAsync);
        routes.MapGet("/ho-so/{id:guid}/tep/{file:guid}", DownloadAsync);
    }

    internal static async Task<IResult> UploadAsync(Visit visit, Guid id, string stage, string document)
    {
        var address = $"/dossiers/{id}/stages/{Uri.EscapeDataString(stage)}/documents/{Uri.EscapeDataString(document)}/files";
        var problem = visit.Form!.Files.Count == 0 ? Transfer.Nothing : null;
        foreach (var file in visit.Form!.Files)
        {
            problem ??= (await visit.SendAsync<DossierRecord>("POST", address, Transfer.Of(file))).Problem;
        }

        if (problem is null)
        {
            return Visit.Go($"/ho-so/{id}?xong=tep#tai-lieu-{document}");
        }

        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return dossier.Value is null
            ? visit.Refuse(dossier.Problem!)
            : visit.Show<DossierView>(new { Dossier = dossier.Value, UploadProblem = problem }, problem.Status);
    }

    internal static async Task<IResult> RemoveAsync(Visit visit, Guid id, string stage, string document, Guid file)
    {
        var address = $"/dossiers/{id}/stages/{Uri.EscapeDataString(stage)}/documents/{Uri.EscapeDataString(document)}/files/{file}";
        var removed = await visit.SendAsync<DossierRecord>("DELETE", address, null);
        return removed.Problem is { } problem ? visit.Refuse(problem) : Visit.Go($"/ho-so/{id}?xong=bo-tep#tai-lieu-{document}");
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id, Guid file) =>
        Transfer.PassAsync(visit, $"/dossiers/{id}/files/{file}");
}

/// <summary>A form with files may be as large as the largest file that the platform takes.</summary>
public sealed class UploadSize : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => 27L * 1024 * 1024;
}

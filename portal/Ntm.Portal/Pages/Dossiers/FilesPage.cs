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
        routes.MapPost("/ho-so/{id:guid}/tep/{stage}/{document}", UploadAsync).WithMetadata(new UploadSize(), new TakesPieces());
        routes.MapPost("/ho-so/{id:guid}/tep/{stage}/{document}/{file:guid}/bo", RemoveAsync);
        routes.MapGet("/ho-so/{id:guid}/tep/{file:guid}", DownloadAsync);
        routes.MapGet("/ho-so/{id:guid}/tep/{file:guid}/xem", FileAsync);
        routes.MapGet("/ho-so/{id:guid}/tai-lieu/{file:guid}", ShowAsync);
    }

    internal static async Task<IResult> UploadAsync(Visit visit, Guid id, string stage, string document)
    {
        var address = $"/dossiers/{id}/stages/{Uri.EscapeDataString(stage)}/documents/{Uri.EscapeDataString(document)}/files";
        if (PieceUploads.IsPiece(visit.Http))
        {
            return await PieceUploads.BeginAsync(visit, address);
        }

        var problem = await Transfer.SendAsync<DossierRecord>(visit, address);
        if (problem is null)
        {
            return Visit.Go(Back(id, document, "tep"));
        }

        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return dossier.Value is null ? visit.Refuse(dossier.Problem!) : await DossierPage.PageAsync(visit, dossier.Value, problem);
    }

    internal static async Task<IResult> RemoveAsync(Visit visit, Guid id, string stage, string document, Guid file)
    {
        var address = $"/dossiers/{id}/stages/{Uri.EscapeDataString(stage)}/documents/{Uri.EscapeDataString(document)}/files/{file}";
        var removed = await visit.SendAsync<DossierRecord>("DELETE", address, null);
        return removed.Problem is { } problem ? visit.Refuse(problem) : Visit.Go(Back(id, document, "bo-tep"));
    }

    internal static Task<IResult> FileAsync(Visit visit, Guid id, Guid file) => Transfer.ShowAsync(visit, $"/dossiers/{id}/files/{file}");

    /// <summary>The file beside what the document is, and what was said of it before.</summary>
    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, Guid file)
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        if (found.Value is not { } dossier)
        {
            return visit.Refuse(found.Problem!);
        }

        var document = dossier.Checklist.FirstOrDefault(one => one.Files.Concat(one.Earlier).Any(known => known.Id == file));
        if (document is null)
        {
            // A file that was taken out since has no place to be shown at, and can still be read.
            return await DownloadAsync(visit, id, file);
        }

        PageSecurity.LetEmbed(visit.Http);
        return visit.Show<DocumentFileView>(
            new
            {
                Dossier = dossier,
                Document = document,
                File = file,
            }
        );
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id, Guid file) =>
        Transfer.PassAsync(visit, $"/dossiers/{id}/files/{file}");

    /// <summary>The document, where it is said what was done to it.</summary>
    private static string Back(Guid id, string document, string done)
    {
        var place = Uri.EscapeDataString(document);
        return $"/ho-so/{id}?xong={done}&muc={place}#tai-lieu-{place}";
    }
}

/// <summary>A form with files may be as large as the largest file that the platform takes, and its other fields.</summary>
public sealed class UploadSize : IRequestSizeLimitMetadata
{
    public const long Most = Transfer.Most + 2L * 1024 * 1024;

    public long? MaxRequestBodySize => Most;
}

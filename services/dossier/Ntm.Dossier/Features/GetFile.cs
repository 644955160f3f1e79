using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary><c>GET /dossiers/{id}/files/{file}</c>: the bytes, also of a file that was taken out since. What belongs to a review or a vote
/// in progress is there for those alone who judge.</summary>
internal static class GetFile
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/{id:guid}/files/{file:guid}", HandleAsync).WithName(nameof(GetFile)).Scope("dossiers:read");

    /// <summary>Downloads a file, also one that was taken out since.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        Guid file,
        DossierStore store,
        IFileStore files,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        if (
            dossier.Content.Files.Find(found => found.Id == file) is not { } kept
            || !DossierAccess.MaySee(caller, dossier, kept)
            || await files.OpenReadAsync(kept.Hash, cancellation) is not { } content
        )
        {
            return DossierErrors.FileUnknown.ToProblem();
        }

        if (await scans.WhyHeldAsync(kept.Hash, cancellation) is { } held)
        {
            await content.DisposeAsync();
            return held.ToProblem();
        }

        // Never rendered in the page's own origin: it is somebody's upload.
        response.Headers.ContentDisposition = FileName.ToContentDisposition(kept.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, FileKinds.MediaTypeOf(kept.Kind), enableRangeProcessing: true);
    }
}

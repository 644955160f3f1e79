using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Files;
using Ntm.Planning.Domain.Supports;

namespace Ntm.Planning.Features.Supports;

/// <summary><c>GET /planning/supports/{id}/documents</c> and <c>…/{document}</c>: who sees the household sees its files.</summary>
internal static class GetSupportDocuments
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/supports/{id:guid}/documents", HandleAsync).WithName("ListSupportDocuments");
        routes.MapGet("/supports/{id:guid}/documents/{document:guid}", DownloadAsync).WithName("GetSupportDocument");
    }

    /// <summary>Lists the files of a support in the order in which they came.</summary>
    internal static async Task<Results<Ok<List<SupportDocumentView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SupportDocuments documents,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await documents.SeenAsync(id, caller, cancellation) is { } rows
            ? TypedResults.Ok(rows.ConvertAll(SupportDocumentView.Of))
            : SupportErrors.NotFound.ToProblem();

    /// <summary>Downloads a file of a support, for saving.</summary>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        Guid id,
        Guid document,
        SupportDocuments documents,
        IFileStore files,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var rows = await documents.SeenAsync(id, caller, cancellation);
        if (rows is null)
        {
            return SupportErrors.NotFound.ToProblem();
        }

        if (rows.Find(row => row.Id == document) is not { } found || await files.OpenReadAsync(found.Hash, cancellation) is not { } content)
        {
            return DocumentErrors.NotFound.ToProblem();
        }

        if (await scans.WhyHeldAsync(found.Hash, cancellation) is { } held)
        {
            await content.DisposeAsync();
            return held.ToProblem();
        }

        response.Headers.ContentDisposition = FileName.ToContentDisposition(found.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(content, found.MediaType);
    }
}

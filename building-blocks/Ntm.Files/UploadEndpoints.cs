using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>How far an upload is that comes piece by piece.</summary>
/// <param name="Offset">Bytes that are here; the next piece begins there.</param>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="ExpiresAt">When it is given up unless a piece comes before, UTC.</param>
public sealed record UploadState(long Offset, long Length, string Name, DateTimeOffset ExpiresAt);

/// <summary>
/// An upload that outlives a broken line. It is begun where the file shall be, with <c>Upload-Length</c> and <c>Upload-Name</c>; it goes on
/// here, piece by piece, and is finished where it was begun, with <c>Upload-Id</c> and <c>Upload-Hash</c>.
/// </summary>
public static class UploadEndpoints
{
    /// <summary>Header with the bytes that are here.</summary>
    public const string OffsetHeader = "Upload-Offset";

    /// <param name="routes">Endpoints of the service.</param>
    /// <param name="service">Its name in those of the operations.</param>
    public static void MapUploads(this RouteGroupBuilder routes, string service)
    {
        routes.MapGet("/uploads/{upload:guid}", Get).WithName($"Get{service}Upload");
        routes
            .MapPatch("/uploads/{upload:guid}", ContinueAsync)
            .WithName($"Continue{service}Upload")
            .WithoutIdempotencyKey("the offset says which bytes are meant. After a lost answer ask for the offset and go on from it.");
        HeldFiles.Map(routes, service);
    }

    /// <summary>How far an upload of the caller is. After a broken line the next piece begins at <c>offset</c>.</summary>
    internal static Results<Ok<UploadState>, ProblemHttpResult> Get(
        Guid upload,
        PartialUploads uploads,
        Caller caller,
        HttpResponse response
    )
    {
        if (uploads.Find(caller.Subject, upload) is not { } found)
        {
            return FileErrors.UploadUnknown().ToProblem();
        }

        Say(response, found.Offset);
        return TypedResults.Ok(new UploadState(found.Offset, found.Length, found.Name, found.TouchedAt + uploads.Lifetime));
    }

    /// <summary>Takes the next bytes of an upload of the caller. What arrived before the line broke stays; the answer and each refusal say
    /// in <c>Upload-Offset</c> how many are here.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> ContinueAsync(
        Guid upload,
        [FromHeader(Name = OffsetHeader)] long uploadOffset,
        Stream body,
        PartialUploads uploads,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (uploads.Find(caller.Subject, upload) is not { } found)
        {
            return FileErrors.UploadUnknown().ToProblem();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = found.Length + 1;
        }

        var taken = await PartialUploads.TakeAsync(found, uploadOffset, body, cancellation);
        Say(http.Response, taken.Value?.Offset ?? uploads.Find(caller.Subject, upload)?.Offset ?? 0);
        return taken.Refused ? taken.Errors.ToProblem() : TypedResults.NoContent();
    }

    internal static void Say(HttpResponse response, long offset) =>
        response.Headers[OffsetHeader] = offset.ToString(CultureInfo.InvariantCulture);
}

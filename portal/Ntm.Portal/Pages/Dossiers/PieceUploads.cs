using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary>
/// A file that comes piece by piece, by the API's own protocol: it is begun and finished at the address of the form, and goes on here,
/// <c>/tep-dang-gui/{service}/{upload}</c>. The pieces go on to the API as they come; nothing of them stays.
/// </summary>
internal static class PieceUploads
{
    private const string Root = "/tep-dang-gui/{service}/{upload:guid}";
    private const string Length = "Upload-Length";
    private const string Offset = "Upload-Offset";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Root, ReadAsync);
        routes.MapPatch(Root, ContinueAsync).WithMetadata(new UploadSize(), new TakesPieces());
    }

    /// <summary>Whether a request is one of such an upload, and so has no form.</summary>
    public static bool IsPiece(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<TakesPieces>() is not null
        && (HttpMethods.IsPatch(http.Request.Method) || http.Request.Headers.ContainsKey(Length));

    /// <summary>Begins an upload at an address of the API.</summary>
    public static Task<IResult> BeginAsync(Visit visit, string address) =>
        PassAsync(visit, HttpMethod.Post, address, Length, "Upload-Name");

    internal static Task<IResult> ReadAsync(Visit visit, string service, Guid upload) =>
        PassAsync(visit, HttpMethod.Get, AddressOf(service, upload));

    internal static Task<IResult> ContinueAsync(Visit visit, string service, Guid upload) =>
        PassAsync(visit, HttpMethod.Patch, AddressOf(service, upload), Offset);

    private static string AddressOf(string service, Guid upload) => $"/{Uri.EscapeDataString(service)}/uploads/{upload}";

    private static async Task<IResult> PassAsync(Visit visit, HttpMethod method, string address, params IReadOnlyList<string> headers)
    {
        try
        {
            using var answer = await visit.PassAsync(method, address, headers);
            var here = visit.Http.Response.Headers;
            if (answer.Headers.TryGetValues(Offset, out var offset))
            {
                here[Offset] = offset.Single();
            }

            if (answer.Headers.Location is { } place)
            {
                // /dossiers/uploads/{id} of the API is /tep-dang-gui/dossiers/{id} here.
                here.Location = "/tep-dang-gui" + place.OriginalString.Replace("/uploads/", "/", StringComparison.Ordinal);
            }

            var text = await answer.Content.ReadAsStringAsync(visit.Http.RequestAborted);
            return text.Length == 0
                ? TypedResults.StatusCode((int)answer.StatusCode)
                : TypedResults.Text(text, answer.Content.Headers.ContentType?.MediaType, statusCode: (int)answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
        }
    }
}

/// <summary>Marks where a file may come piece by piece.</summary>
public sealed class TakesPieces;

using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary>Files between the browser and the API.</summary>
internal static class Transfer
{
    /// <summary>Largest file that the platform takes, bytes.</summary>
    public const long Most = 25L * 1024 * 1024;

    /// <summary>A form that is larger than any file may be; which file it was nobody has read.</summary>
    public static ApiProblem TooLarge => Over(T("Mỗi tệp nhận đến {0}. Nén hoặc chia nhỏ tệp rồi tải lại.", Show.Size(Most)));

    /// <summary>Why the files of a form do not go on; null where they do.</summary>
    public static ApiProblem? FaultOf(IFormFileCollection files) =>
        files.Count == 0 ? Nothing
        : files.FirstOrDefault(file => file.Length > Most) is { } large
            ? Over(
                T(
                    "Tệp {0} có {1}, nhận đến {2}. Nén hoặc chia nhỏ tệp rồi tải lại.",
                    large.FileName,
                    Show.Size(large.Length),
                    Show.Size(Most)
                )
            )
        : null;

    private static ApiProblem Nothing =>
        new(
            400,
            "portal.file_missing",
            T("Chưa chọn tệp"),
            T("Chọn một tệp rồi bấm Tải lên."),
            [new ApiFault("file", T("Chọn một tệp rồi bấm Tải lên."))]
        );

    private static ApiProblem Over(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, "portal.file_too_large", T("Tệp lớn quá"), detail, [new ApiFault("file", detail)]);

    /// <summary>Sends the files of a form on, or finishes the upload that it names.</summary>
    /// <returns>Why one of them was not taken; null when all were.</returns>
    public static async Task<ApiProblem?> SendAsync<T>(Visit visit, string address)
        where T : class
    {
        if (visit.Value("upload") is { Length: > 0 } upload)
        {
            // Its id is its key: sent again after a lost answer, it is done once.
            var pieces = new FinishedPieces(upload, visit.Value("hash") ?? "");
            return (await visit.SendAsync<T>("POST", address, pieces, key: upload)).Problem;
        }

        var problem = FaultOf(visit.Form!.Files);
        foreach (var file in visit.Form.Files)
        {
            problem ??= (await visit.SendAsync<T>("POST", address, Of(file))).Problem;
        }

        return problem;
    }

    /// <summary>A file that the browser sent, as the API takes it.</summary>
    private static HttpContent Of(IFormFile file)
    {
        var part = new StreamContent(file.OpenReadStream());
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "file",
            FileName = "file",
            FileNameStar = file.FileName,
        };
        return new MultipartFormDataContent { part };
    }

    /// <summary>Whether a page shows files of this type: those that run nothing.</summary>
    public static bool Shows(string mediaType) => mediaType is "application/pdf" or "image/jpeg" or "image/png";

    /// <summary>Passes a file on for a page that shows it; what no page shows is saved.</summary>
    public static Task<IResult> ShowAsync(Visit visit, string address) => PassAsync(visit, address, inline: true);

    /// <summary>Passes a file on as it comes; a browser saves it.</summary>
    public static async Task<IResult> PassAsync(Visit visit, string address, bool inline = false)
    {
        var answer = await visit.DownloadAsync(address);
        visit.Http.Response.RegisterForDispose(answer);
        if (!answer.IsSuccessStatusCode)
        {
            return visit.Refuse(ApiProblem.Read((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }

        var disposition = answer.Content.Headers.ContentDisposition;
        var type = answer.Content.Headers.ContentType?.MediaType ?? "application/octet-stream";
        var stream = await answer.Content.ReadAsStreamAsync();
        if (inline && Shows(type))
        {
            PageSecurity.LetBeEmbedded(visit.Http);
            visit.Http.Response.Headers.ContentDisposition = "inline";
            return TypedResults.Stream(stream, type);
        }

        visit.Http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(stream, type, disposition?.FileNameStar ?? disposition?.FileName?.Trim('"'));
    }
}

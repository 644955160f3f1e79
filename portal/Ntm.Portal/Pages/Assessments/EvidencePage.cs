using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Assessments;

/// <summary>Evidence (minh chứng) of an indicator: put in, taken out, read.</summary>
internal static class EvidencePage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/ho-so/{id:guid}/minh-chung/{code}", UploadAsync).WithMetadata(new UploadSize());
        routes.MapPost("/ho-so/{id:guid}/minh-chung/{code}/{hash}/bo", RemoveAsync);
        routes.MapGet("/ho-so/{id:guid}/minh-chung/{hash}", DownloadAsync);
    }

    internal static async Task<IResult> UploadAsync(Visit visit, Guid id, string code)
    {
        var problem = visit.Form!.Files.Count == 0 ? Transfer.Nothing : null;
        foreach (var file in visit.Form!.Files)
        {
            problem ??= (await visit.SendAsync<SelfAssessmentRecord>("POST", Address(id, code), Transfer.Of(file))).Problem;
        }

        return problem is null ? Visit.Go(Back(id, code)) : visit.Refuse(problem);
    }

    internal static async Task<IResult> RemoveAsync(Visit visit, Guid id, string code, string hash)
    {
        var removed = await visit.SendAsync<SelfAssessmentRecord>("DELETE", $"{Address(id, code)}/{Uri.EscapeDataString(hash)}", null);
        return removed.Problem is { } problem ? visit.Refuse(problem) : Visit.Go(Back(id, code));
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id, string hash) =>
        Transfer.PassAsync(visit, $"/assessment/self-assessments/{id}/evidence/{Uri.EscapeDataString(hash)}");

    private static string Address(Guid id, string code) =>
        $"/assessment/self-assessments/{id}/indicators/{Uri.EscapeDataString(code)}/evidence";

    private static string Back(Guid id, string code) => $"/ho-so/{id}/tu-danh-gia?xong=tep#chi-tieu-{Uri.EscapeDataString(code)}";
}

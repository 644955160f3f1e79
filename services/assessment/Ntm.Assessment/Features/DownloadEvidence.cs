using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/self-assessments/{dossierId}/evidence/{hash}</c>: the bytes, for saving. Those above get only what a
/// submitted revision names.
/// </summary>
internal static class DownloadEvidence
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/evidence/{hash}", HandleAsync).WithName(nameof(DownloadEvidence));

    /// <summary>Downloads a file of evidence. Those above get only what a submitted revision holds.</summary>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string hash,
        AssessmentDbContext db,
        IFileStore store,
        FileScans scans,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var file = await db.VisibleEvidenceAsync(dossierId, hash, caller, cancellation);
        if (file is null || await store.OpenReadAsync(hash, cancellation) is not { } content)
        {
            return AssessmentErrors.EvidenceNotFound.ToProblem();
        }

        if (await scans.WhyHeldAsync(hash, cancellation) is { } held)
        {
            await content.DisposeAsync();
            return held.ToProblem();
        }

        response.Headers.ContentDisposition = FileName.ToContentDisposition(file.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, file.MediaType);
    }
}

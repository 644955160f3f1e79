using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Web;
using Ntm.Files;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/self-assessments/{dossierId}/evidence/{hash}</c>: the bytes, for saving. Those above get only what a
/// submitted revision names.
/// </summary>
internal static class DownloadEvidence
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    private const int HashLength = 64;

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/evidence/{hash}", HandleAsync).WithName(nameof(DownloadEvidence));

    /// <summary>Downloads a file of evidence. Those above get only what a submitted revision holds.</summary>
    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string hash,
        AssessmentDbContext db,
        IFileStore store,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var file = await FindAsync(dossierId, hash, db, caller, cancellation);
        if (file is null || await store.OpenReadAsync(hash, cancellation) is not { } content)
        {
            return Error
                .NotFound("assessment.evidence_not_found", "Không có tệp minh chứng này, hoặc tài khoản không được xem.")
                .ToProblem();
        }

        response.Headers.ContentDisposition = FileName.ToContentDisposition(file.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, file.MediaType);
    }

    private static async Task<EvidenceView?> FindAsync(
        Guid dossierId,
        string hash,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var assessments = db.SelfAssessments.AsNoTracking().Where(row => row.DossierId == dossierId);
        if (
            hash.Length != HashLength
            || !hash.All(char.IsAsciiHexDigitLower)
            || await assessments.Select(row => new { row.Id, row.UnitPath }).FirstOrDefaultAsync(cancellation) is not { } assessment
        )
        {
            return null;
        }

        if (
            AssessmentAccess.SeesDraft(caller, assessment.UnitPath)
            && await assessments.SelectMany(row => row.Evidence).Where(known => known.Hash == hash).FirstOrDefaultAsync(cancellation)
                is { } draft
        )
        {
            return new EvidenceView(draft.Name, draft.Hash, draft.MediaType, draft.Length, draft.AddedAt);
        }

        return AssessmentAccess.SeesSubmitted(caller, assessment.UnitPath)
            ? await SubmittedAsync(assessment.Id, hash, db, cancellation)
            : null;
    }

    /// <summary>Only revisions that hold the hash are fetched, the last one first, and most often no second.</summary>
    private static async Task<EvidenceView?> SubmittedAsync(
        Guid assessmentId,
        string hash,
        AssessmentDbContext db,
        CancellationToken cancellation
    )
    {
        var revisions = db
            .Revisions.Where(row => row.AssessmentId == assessmentId && row.Content.Contains(hash))
            .OrderByDescending(row => row.Number)
            .Select(row => row.Content)
            .AsAsyncEnumerable();
        await foreach (var content in revisions.WithCancellation(cancellation))
        {
            var found = RevisionContent
                .Read(content)
                .SelectMany(criterion => criterion.Indicators)
                .SelectMany(indicator => indicator.Evidence)
                .FirstOrDefault(known => known.Hash == hash);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}

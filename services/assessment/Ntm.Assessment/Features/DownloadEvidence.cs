using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Files;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/self-assessments/{dossierId}/evidence/{hash}</c>: the bytes, for saving. Those above get only what a
/// submitted revision names.
/// </summary>
internal static class DownloadEvidence
{
    public static void Map(RouteGroupBuilder routes) => routes
        .MapGet("/self-assessments/{dossierId:guid}/evidence/{hash}", HandleAsync).WithName(nameof(DownloadEvidence));

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid dossierId, string hash, AssessmentDbContext db, IFileStore store, Caller caller, HttpResponse response, CancellationToken cancellation)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().AsSplitQuery().FirstOrDefaultAsync(row => row.DossierId == dossierId, cancellation);
        var file = assessment is null ? null : await FindAsync(assessment, hash, db, caller, cancellation);
        if (file is null || await store.OpenReadAsync(hash, cancellation) is not { } content)
        {
            return Error.NotFound("assessment.evidence_not_found", "Không có tệp minh chứng này, hoặc tài khoản không được xem.").ToProblem();
        }

        response.Headers.ContentDisposition = FileName.ToContentDisposition(file.Name);
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(content, file.MediaType);
    }

    private static async Task<EvidenceView?> FindAsync(
        SelfAssessment assessment, string hash, AssessmentDbContext db, Caller caller, CancellationToken cancellation)
    {
        if (AssessmentAccess.SeesDraft(caller, assessment.UnitPath)
            && assessment.Evidence.FirstOrDefault(known => known.Hash == hash) is { } draft)
        {
            return new EvidenceView(draft.Name, draft.Hash, draft.MediaType, draft.Length, draft.AddedAt);
        }

        if (!AssessmentAccess.SeesSubmitted(caller, assessment.UnitPath))
        {
            return null;
        }

        var revisions = await db.Revisions.AsNoTracking().Where(row => row.AssessmentId == assessment.Id)
            .OrderByDescending(row => row.Number).Select(row => row.Content).ToListAsync(cancellation);
        return revisions.SelectMany(RevisionContent.Read).SelectMany(criterion => criterion.Indicators)
            .SelectMany(indicator => indicator.Evidence).FirstOrDefault(known => known.Hash == hash);
    }
}

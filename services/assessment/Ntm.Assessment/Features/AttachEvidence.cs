using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Web;
using Ntm.Files;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>POST /assessment/self-assessments/{dossierId}/indicators/{code}/evidence</c>, multipart with one part <c>file</c>:
/// at most 25 MB, its type checked on the bytes, at most 20 files an indicator. The same file again changes nothing.
/// </summary>
internal static class AttachEvidence
{
    private const int MostFiles = 20;

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/self-assessments/{dossierId:guid}/indicators/{code}/evidence", HandleAsync)
            .WithName(nameof(AttachEvidence))
            .WithMetadata(new BodyAdmission(WhyNotAsync));

    /// <summary>Adds a file as evidence of an indicator. At most 20 files an indicator; the same file again changes nothing.</summary>
    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string code,
        Upload upload,
        AssessmentDbContext db,
        RuleBook rules,
        IFileStore store,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var opened = await OpenedAssessment.OpenAsync(db, rules, dossierId, cancellation);
        if (WhyNot(opened, code, caller, http.Request) is { } refusal)
        {
            return refusal;
        }

        if (upload.FaultsFor(Enum.GetValues<FileKind>(), "Minh chứng") is { Count: > 0 } faults)
        {
            return faults.ToProblem();
        }

        await KeepAsync(opened!.Assessment, code, upload, store, caller, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened.Assessment.Version);
        return TypedResults.Ok(opened.View(caller, opened.Criteria(), "draft"));
    }

    /// <summary>What can be asked before the file is here; it is asked again with it.</summary>
    private static async Task<IResult?> WhyNotAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var opened = await OpenedAssessment.OpenAsync(
            context.Arguments.OfType<AssessmentDbContext>().Single(),
            context.Arguments.OfType<RuleBook>().Single(),
            context.GetArgument<Guid>(0),
            http.RequestAborted
        );
        return WhyNot(opened, context.GetArgument<string>(1), Caller.From(http.User), http.Request);
    }

    private static ProblemHttpResult? WhyNot(OpenedAssessment? opened, string code, Caller caller, HttpRequest request)
    {
        if (opened is null)
        {
            return Refusals.AssessmentNotFound().ToProblem();
        }

        if (opened.WhyNotFill(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return request.Matches(opened.Assessment.Version)
            ? WhyNot(opened, code)?.ToProblem()
            : Error.Stale(opened.View(caller, opened.Criteria(), "draft"));
    }

    private static Error? WhyNot(OpenedAssessment opened, string code)
    {
        if (opened.Set!.Find(code) is not { } indicator)
        {
            return Error.NotFound("assessment.indicator_unknown", "Bộ tiêu chí không có chỉ tiêu này.");
        }

        if (!opened.Editable.Contains(indicator.CriterionCode))
        {
            return Refusals.CriterionLocked(indicator.CriterionCode, "code");
        }

        return opened.Assessment.Evidence.Count(file => file.Code == code) >= MostFiles
            ? Error.Conflict(
                "assessment.evidence_full",
                $"Chỉ tiêu đã đủ {MostFiles} tệp minh chứng. Gỡ bớt tệp cũ trước khi thêm.",
                "file"
            )
            : null;
    }

    private static async Task KeepAsync(
        SelfAssessment assessment,
        string code,
        Upload upload,
        IFileStore store,
        Caller caller,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var file = upload.File!;
        if (assessment.Evidence.Any(known => known.Code == code && known.Hash == file.Hash))
        {
            return;
        }

        await store.AcceptAsync(file, cancellation);
        assessment.Attach(
            new EvidenceFile
            {
                Id = Guid.CreateVersion7(at),
                Code = code,
                Name = upload.Name,
                Hash = file.Hash,
                MediaType = FileKinds.MediaTypeOf(upload.Kind),
                Length = file.Length,
                AddedBy = caller.Subject,
                AddedAt = at,
            }
        );
    }
}

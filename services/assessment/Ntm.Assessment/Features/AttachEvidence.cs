using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>POST /assessment/self-assessments/{dossierId}/indicators/{code}/evidence</c>, multipart with one part <c>file</c>:
/// at most 25 MB, its type checked on the bytes, at most 20 files an indicator. The same file again changes nothing.
/// </summary>
internal static class AttachEvidence
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/self-assessments/{dossierId:guid}/indicators/{code}/evidence", HandleAsync)
            .WithName(nameof(AttachEvidence))
            .WithMetadata(new BodyAdmission(WhyNotAsync));

    /// <summary>Adds a file as evidence of an indicator. At most 20 files an indicator; the same file again changes nothing.</summary>
    internal static Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string code,
        Upload upload,
        SelfAssessmentCommands commands,
        IFileStore store,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            dossierId,
            caller,
            http,
            SelfAssessmentCommands.ToFill,
            async opened =>
            {
                if (opened.WhyNotAttach(code) is { } refusal)
                {
                    return [refusal];
                }

                if (upload.FaultsFor(Enum.GetValues<FileKind>(), "Minh chứng") is { Count: > 0 } faults)
                {
                    return faults;
                }

                await KeepAsync(opened.Assessment, code, upload, store, caller, clock.GetUtcNow(), cancellation);
                return [];
            },
            cancellation
        );

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static async Task<IResult?> WhyNotAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var (opened, refusal) = await context
            .Arguments.OfType<SelfAssessmentCommands>()
            .Single()
            .AskAsync(
                context.GetArgument<Guid>(0),
                Caller.From(http.User),
                http.Request,
                SelfAssessmentCommands.ToFill,
                http.RequestAborted
            );
        return refusal ?? opened!.WhyNotAttach(context.GetArgument<string>(1))?.ToProblem();
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

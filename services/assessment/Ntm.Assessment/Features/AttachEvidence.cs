using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
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
        AssessmentCommands commands,
        IFileStore store,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToFill),
            http,
            async opened =>
            {
                if (opened.WhyNotAttach(code) is { } refusal)
                {
                    return refusal;
                }

                if (upload.FaultsFor(Enum.GetValues<FileKind>(), "Minh chứng") is { Count: > 0 } faults)
                {
                    return Result.Of(faults);
                }

                await store.AcceptAsync(upload.File!, cancellation);
                var hand = AssessmentAccess.Filling(caller, opened.Assessment.UnitPath);
                opened.Assessment.Attach(FileOf(upload, code, hand, caller.Name, clock.GetUtcNow()));
                return Result.Done;
            },
            cancellation
        );

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static async Task<IResult?> WhyNotAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        var commands = context.Arguments.OfType<AssessmentCommands>().Single();
        var target = commands.SelfAssessment(context.GetArgument<Guid>(0), Caller.From(http.User), AssessmentAccess.ToFill);
        var (opened, refusal) = await AssessmentCommands.AskAsync(target, http.Request, http.RequestAborted);
        return refusal ?? opened!.WhyNotAttach(context.GetArgument<string>(1))?.ToProblem();
    }

    private static EvidenceFile FileOf(Upload upload, string code, Hand by, string? name, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            Code = code,
            Name = upload.Name,
            Hash = upload.File!.Hash,
            MediaType = FileKinds.MediaTypeOf(upload.Kind),
            Length = upload.File.Length,
            AddedBy = by.Account,
            AddedFor = by.Principal,
            AddedByName = string.IsNullOrWhiteSpace(name) ? null : name,
            AddedAt = at,
        };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Features;

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/documents/{document}/files</c> (multipart, part <c>file</c>): adds a file whose bytes are
/// what its name says, up to the configured size. A caller that may not add one is refused before any byte is received. The file is
/// kept under its hash before the step commits.
/// </summary>
internal static class AddFile
{
    private static readonly StageKind[] Kinds = Enum.GetValues<StageKind>();

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/{id:guid}/stages/{stage}/documents/{document}/files", HandleAsync)
            .WithName(nameof(AddFile))
            .Produces<DossierView>()
            .WithMetadata(new BodyAdmission(CheckAsync));

    internal static async Task<IResult> HandleAsync(
        Guid id,
        string stage,
        string document,
        Upload upload,
        DossierCommands commands,
        IFileStore files,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    )
    {
        var answer = await commands.RunAtStageAsync(
            id,
            stage,
            Kinds,
            caller,
            http,
            (dossier, open, act) =>
            {
                var known = Known(dossier, document);
                if (known.Refused)
                {
                    return known;
                }

                var type = dossier.DocumentOf(document);
                var faults = upload.FaultsFor([.. type.Kinds], type.Name);
                return faults.Count > 0
                    ? Result.Of(faults)
                    : dossier.AddFile(act, open, FileOf(upload, document, dossier, open, caller, act));
            },
            cancellation,
            DossierAccess.ToAddFile
        );
        if (answer is DossierState)
        {
            // Before the commit: a dossier must never name bytes that are not there.
            await files.AcceptAsync(upload.File!, cancellation);
        }

        return answer;
    }

    /// <summary>The checks that need no file; they run again with the file.</summary>
    private static Task<IResult?> CheckAsync(EndpointFilterInvocationContext context)
    {
        var document = context.GetArgument<string>(2);
        return context
            .Arguments.OfType<DossierCommands>()
            .Single()
            .CheckAtStageAsync(
                context.GetArgument<Guid>(0),
                context.GetArgument<string>(1),
                Kinds,
                Caller.From(context.HttpContext.User),
                context.HttpContext.Request,
                (dossier, _, _) => Known(dossier, document),
                DossierAccess.ToAddFile
            );
    }

    private static Result Known(RecognitionDossier dossier, string document) =>
        dossier.Knows(document) ? Result.Done : DocumentErrors.Unknown(document);

    private static DossierFile FileOf(Upload upload, string document, RecognitionDossier dossier, Stage stage, Caller caller, Act act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.At),
            Document = document,
            Name = upload.Name,
            Kind = upload.Kind,
            Hash = upload.File!.Hash,
            Length = upload.File.Length,
            AddedBy = act.By,
            AddedAt = act.At,
            Stage = stage.Key,
            Round = dossier.FindOpen(stage.Key)!.Round,
            Department = stage.Departments.Count == 0 ? null : DossierAccess.FilingSharesOf(caller, dossier, stage)[0],
        };
}

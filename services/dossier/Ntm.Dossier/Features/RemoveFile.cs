using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary><c>DELETE /dossiers/{id}/stages/{stage}/documents/{document}/files/{file}</c>: takes a file out of a document, by the actor
/// and the department of the stage at which it came.</summary>
internal static class RemoveFile
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapDelete("/{id:guid}/stages/{stage}/documents/{document}/files/{file:guid}", HandleAsync)
            .WithName(nameof(RemoveFile))
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        string document,
        Guid file,
        DossierCommands commands,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        commands.RunAtStageAsync(
            id,
            stage,
            Enum.GetValues<StageKind>(),
            caller,
            http,
            (dossier, open, act) =>
                dossier.Files.Of(document).FirstOrDefault(found => found.Id == file) is { } found
                    ? DossierAccess.ToRemoveFile(caller, dossier, open, found).Then(() => dossier.RemoveFile(act, open, found))
                    : DossierErrors.FileUnknown,
            cancellation
        );
}

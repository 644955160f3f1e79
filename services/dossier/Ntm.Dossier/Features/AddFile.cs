using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Features;

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/documents/{document}/files</c> (multipart, part <c>file</c>): adds a file whose
/// bytes are what its name says, up to the configured size. It is kept under its hash before the step commits.
/// </summary>
internal static class AddFile
{
    public static void Map(RouteGroupBuilder routes) => routes
        .MapPost("/{id:guid}/stages/{stage}/documents/{document}/files", HandleAsync).WithName(nameof(AddFile)).Produces<DossierView>();

    internal static async Task<IResult> HandleAsync(
        Guid id, string stage, string document, Upload upload, DossierDesk desk, IFileStore files, Caller caller, HttpRequest http,
        CancellationToken cancellation)
    {
        var answer = await desk.ActAtAsync(
            id, stage, Enum.GetValues<StageKind>(), caller, http,
            (dossier, open, act) =>
            {
                if (!dossier.Knows(document))
                {
                    return [DocumentErrors.Unknown(document)];
                }

                var type = dossier.DocumentOf(document);
                return upload.FaultsFor([.. type.Kinds], type.Name) is { Count: > 0 } faults
                    ? faults
                    : dossier.AddFile(act, open, new DossierFile
                    {
                        Id = Guid.CreateVersion7(act.At), Document = document, Name = upload.Name, Kind = upload.Kind,
                        Hash = upload.File!.Hash, Length = upload.File.Length, AddedBy = act.By, AddedAt = act.At,
                    });
            },
            cancellation);
        if (answer is DossierState)
        {
            // Before the commit: a dossier must never name bytes that are not there.
            await files.AcceptAsync(upload.File!, cancellation);
        }

        return answer;
    }
}

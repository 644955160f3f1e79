using Microsoft.AspNetCore.Http;

namespace Ntm.Dossier.Features.Claims;

/// <summary>How every command on a claim runs: at an open stage of whatever kind, whose share says who may.</summary>
internal static class ClaimCommands
{
    public static Task<IResult> RunOnShareAsync(
        this DossierCommands commands,
        Guid id,
        string stage,
        Caller caller,
        HttpRequest http,
        Func<RecognitionDossier, Stage, Act, Result<Change>> decide,
        CancellationToken cancellation
    ) =>
        commands.RunAtStageAsync(
            id,
            stage,
            Enum.GetValues<StageKind>(),
            caller,
            http,
            (dossier, open, act) => dossier.Take(act, decide(dossier, open, act)),
            cancellation,
            (_, _, _) => Result.Done
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/council/closing</c>: the chair or the secretary closes the session with its minutes, which
/// are among the documents. The vote is carried or lost; without a quorum, or while someone present has not voted and it is not carried,
/// the session ends without a result and another one may be convened.
/// </summary>
internal static class CloseCouncil
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/council/closing", HandleAsync).WithName(nameof(CloseCouncil)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        CouncilMinutes request,
        DossierCommands commands,
        BallotSeal seal,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        commands.RunAtStageAsync(
            id,
            stage,
            Kinds,
            caller,
            http,
            (dossier, open, act) => dossier.CloseCouncil(act, open, request, seal),
            cancellation,
            DossierAccess.ToKeepSession
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/council/closing</c>: the chair closes the session with its minutes; the vote is carried
/// or lost.
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
            (dossier, open, act) => dossier.CloseCouncil(act, open, request),
            cancellation,
            DossierAccess.ToChair
        );
}

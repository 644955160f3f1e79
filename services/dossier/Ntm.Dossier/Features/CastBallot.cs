using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>The caller's vote in an open ballot.</summary>
/// <example>{ "inFavour": true }</example>
public sealed record CastBallotRequest
{
    /// <summary>In favour of recognition, or against.</summary>
    public required bool InFavour { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/council/ballots</c>: casts the caller's own vote, once.</summary>
internal static class CastBallot
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/council/ballots", HandleAsync).WithName(nameof(CastBallot)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        CastBallotRequest request,
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
            (dossier, open, act) => dossier.CastBallot(act, open, request.InFavour),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>The caller's vote.</summary>
/// <example>{ "choice": "InFavour" }</example>
public sealed record CastBallotRequest
{
    /// <summary><c>InFavour</c> of recognition, <c>Against</c> it, or <c>Blank</c>.</summary>
    public required BallotChoice Choice { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/council/ballots</c>: casts the caller's own vote, once, in an open or a secret ballot. Of a
/// secret one nothing is kept that leads from the voter to the vote.
/// </summary>
internal static class CastBallot
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/{id:guid}/stages/{stage}/council/ballots", HandleAsync)
            .WithName(nameof(CastBallot))
            .WithMetadata(new UnrecordedBody())
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        CastBallotRequest request,
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
            (dossier, open, act) => dossier.CastBallot(act, open, request.Choice, seal),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>The count of a secret or a paper ballot.</summary>
/// <example>{ "paper": { "issued": 9, "returned": 9, "inFavour": 8, "against": 1, "invalid": 0 } }</example>
public sealed record CountBallotsRequest
{
    /// <summary>Count of the paper ballots; absent for a secret ballot, whose votes were cast here.</summary>
    public SecretBallotCount? Paper { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/council/count</c>: the counting board, the chair or the secretary counts a secret ballot, once
/// everyone present has voted, or records the count of a paper one; once.
/// </summary>
internal static class CountBallots
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/stages/{stage}/council/count", HandleAsync).WithName(nameof(CountBallots)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        CountBallotsRequest request,
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
            (dossier, open, act) => dossier.CountBallots(act, open, request.Paper, seal),
            cancellation,
            DossierAccess.ToCount
        );
}

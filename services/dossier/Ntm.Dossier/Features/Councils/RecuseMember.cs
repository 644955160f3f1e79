using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>The caller steps back from this dossier.</summary>
/// <example>{ "reason": "Có người thân trong Ban Quản lý xã." }</example>
public sealed record RecuseMemberRequest
{
    /// <summary>Why, up to 500 characters.</summary>
    [Text(500)]
    public required string Reason { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/council/recusals</c>: the caller steps back before the first ballot or the count; he
/// neither counts as present nor votes.
/// </summary>
internal static class RecuseMember
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/council/recusals", HandleAsync).WithName(nameof(RecuseMember)).Produces<DossierView>();

    /// <summary>Takes the caller out of the council before the first ballot or the count.</summary>
    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        RecuseMemberRequest request,
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
            (dossier, open, act) => dossier.Recuse(act, open, request.Reason),
            cancellation,
            DossierAccess.ToRecuse
        );
}

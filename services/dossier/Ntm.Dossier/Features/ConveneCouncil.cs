using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>A session of the appraisal council.</summary>
/// <example>
/// { "heldOn": "2026-07-01", "mode": "Open", "members": [{"subject": "0197a3c2-0000-7000-8000-000000000001", "name": "Nguyễn Văn
/// An", "position": "Phó Chủ tịch UBND tỉnh", "department": "UBND tỉnh", "isChair": true}] }
/// </example>
public sealed record ConveneCouncilRequest
{
    /// <summary>Day of the session, from the opening of the stage to today.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary><c>Open</c> or <c>Secret</c>.</summary>
    public required BallotMode Mode { get; init; }

    /// <summary>
    /// The council as the decision that set it up names it, each account once and none that prepared the dossier; exactly one
    /// member is the chair.
    /// </summary>
    [Items(1, 200)]
    public required IReadOnlyList<CouncilMember> Members { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/council</c>: the leader of the province opens the session with the roster; again, until
/// the first ballot or the count, to mend it. Attendance is then recorded anew; who has stepped back stays so.
/// </summary>
internal static class ConveneCouncil
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/stages/{stage}/council", HandleAsync).WithName(nameof(ConveneCouncil)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        ConveneCouncilRequest request,
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
            (dossier, open, act) => dossier.Convene(act, open, new Convocation(request.HeldOn, request.Mode, request.Members)),
            cancellation,
            DossierAccess.ToConvene
        );
}

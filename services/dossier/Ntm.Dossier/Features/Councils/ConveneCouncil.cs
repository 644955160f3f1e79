using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>A session of the appraisal council.</summary>
/// <example>{ "councilId": "0197a3c2-0000-7000-8000-000000000001", "heldOn": "2026-07-01", "mode": "Secret" }</example>
public sealed record ConveneCouncilRequest
{
    /// <summary>Council of the province; its members are those of the decision in force on the day of the session.</summary>
    public required Guid CouncilId { get; init; }

    /// <summary>Day of the session, from the opening of the stage to today.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary><c>Open</c>, <c>Secret</c> or <c>Paper</c>.</summary>
    public required BallotMode Mode { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/council</c>: the council's chair or secretary opens the session; again, until the first ballot
/// or the count, to mend it, and anew after one that was closed without a result. Attendance is then recorded anew; who has stepped
/// back stays so.
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
            (dossier, open, act) => dossier.Convene(act, open, new Convocation(request.CouncilId, request.HeldOn, request.Mode)),
            cancellation,
            (who, dossier, open) => DossierAccess.ToConvene(who, dossier, open, request.CouncilId, request.HeldOn)
        );
}

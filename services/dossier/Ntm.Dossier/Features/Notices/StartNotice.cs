using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>The posting of the result report.</summary>
/// <example>{ "startedOn": "2026-04-01", "places": ["Trụ sở UBND xã", "Nhà văn hóa thôn Thịnh Bằng"] }</example>
public sealed record StartNoticeRequest
{
    /// <summary>Day on which it was posted, from the opening of the stage to today.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>Where, 1 to 100 places of up to 200 characters.</summary>
    [Items(1, 100)]
    public required IReadOnlyList<string> Places { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/notice</c>: the commune records that the report was posted; again to correct the day or the
/// places.
/// </summary>
internal static class StartNotice
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/stages/{stage}/notice", HandleAsync).WithName(nameof(StartNotice)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        StartNoticeRequest request,
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
            (dossier, open, act) => dossier.Take(act, NoticeActs.Start(dossier, act, open, request.StartedOn, request.Places)),
            cancellation
        );
}

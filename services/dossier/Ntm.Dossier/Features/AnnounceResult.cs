using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>The announcement (công bố) of a recognition.</summary>
/// <example>{ "on": "2026-07-20", "where": "Nhà văn hóa xã Thịnh Bằng" }</example>
public sealed record AnnounceResultRequest
{
    /// <summary>Day of the announcement, from the decision's date to today.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Where it was announced, up to 500 characters.</summary>
    [Text(500)]
    public required string Where { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/announcement</c>: records the announcement and ends the path.</summary>
internal static class AnnounceResult
{
    private static readonly StageKind[] Kinds = [StageKind.Announcement];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/announcement", HandleAsync).WithName(nameof(AnnounceResult)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        AnnounceResultRequest request,
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
            (dossier, open, act) => dossier.Announce(act, open, request.On, request.Where),
            cancellation
        );
}

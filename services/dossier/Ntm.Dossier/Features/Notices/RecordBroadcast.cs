using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>One reading of the report on the loudspeakers.</summary>
/// <example>{ "at": "2026-04-02T06:00:00+07:00", "place": "Hệ thống loa truyền thanh xã" }</example>
public sealed record RecordBroadcastRequest
{
    /// <summary>When, from the first day of the notice to now.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where, up to 200 characters.</summary>
    [Text(200)]
    public required string Place { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/notice/broadcasts</c>: records that the report was read out.</summary>
internal static class RecordBroadcast
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/{id:guid}/stages/{stage}/notice/broadcasts", HandleAsync)
            .WithName(nameof(RecordBroadcast))
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        RecordBroadcastRequest request,
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
            (dossier, open, act) =>
                dossier.Take(act, NoticeActs.Broadcast(dossier, act, open, new Broadcast(request.At.ToUniversalTime(), request.Place))),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>
/// <c>DELETE /dossiers/{id}/stages/{stage}/notice/broadcasts/{number}</c>: takes out a broadcast that was recorded by mistake, by its
/// place in the notice; the audit keeps that it was there.
/// </summary>
internal static class RemoveBroadcast
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapDelete("/{id:guid}/stages/{stage}/notice/broadcasts/{number:int}", HandleAsync)
            .WithName(nameof(RemoveBroadcast))
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        int number,
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
            (dossier, open, act) => dossier.Take(act, NoticeActs.RemoveBroadcast(dossier, act, open, number)),
            cancellation
        );
}

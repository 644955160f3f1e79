using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>
/// <c>DELETE /dossiers/{id}/stages/{stage}/notice/comments/{number}</c>: takes out a comment that the commune took down by mistake, with
/// its words and its answer; the audit keeps its hash. What a resident sent cannot be taken out.
/// </summary>
internal static class RemoveComment
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapDelete("/{id:guid}/stages/{stage}/notice/comments/{number:int}", HandleAsync)
            .WithName(nameof(RemoveComment))
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
            (dossier, open, act) => dossier.Take(act, NoticeActs.RemoveComment(dossier, act, open, number)),
            cancellation
        );
}

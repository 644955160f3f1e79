using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>The commune's answer to a comment.</summary>
/// <example>{ "text": "Đoạn đường đã được đưa vào kế hoạch quý III và hoàn thành ngày 20/4." }</example>
public sealed record AnswerCommentRequest
{
    /// <summary>Answer, up to 2,000 characters.</summary>
    [Text(2000)]
    public required string Text { get; init; }

    /// <summary>Whether anybody may read a resident's comment with this answer, by initials, while the report is posted.</summary>
    public bool Publish { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/notice/comments/{number}/answer</c>: answers a comment; again to correct the answer while the
/// notice is open.
/// </summary>
internal static class AnswerComment
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPut("/{id:guid}/stages/{stage}/notice/comments/{number:int}/answer", HandleAsync)
            .WithName(nameof(AnswerComment))
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        int number,
        AnswerCommentRequest request,
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
            (dossier, open, act) => dossier.Take(act, NoticeActs.Answer(dossier, act, open, number, request.Text, request.Publish)),
            cancellation
        );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>A comment on the posted report. No names: who commented is named by role and village.</summary>
/// <example>
/// { "from": "Hộ dân", "village": "Thôn Thịnh Bằng", "text": "Đường ngõ xóm đoạn cuối thôn chưa được cứng hóa.", "receivedOn":
/// "2026-04-05" }
/// </example>
public sealed record RecordCommentRequest
{
    /// <summary>Role of who commented, up to 200 characters, e.g. <c>Hộ dân</c>, <c>Chi hội Phụ nữ</c>.</summary>
    [Text(200)]
    public required string From { get; init; }

    /// <summary>Village, up to 200 characters; null when it came from none.</summary>
    [Text(200, Optional = true)]
    public string? Village { get; init; }

    /// <summary>What was said, up to 2,000 characters.</summary>
    [Text(2000)]
    public required string Text { get; init; }

    /// <summary>Day on which it came in, from the first day of the notice to today.</summary>
    public required DateOnly ReceivedOn { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/notice/comments</c>: records a comment; the notice numbers it.</summary>
internal static class RecordComment
{
    private static readonly StageKind[] Kinds = [StageKind.PublicNotice];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/notice/comments", HandleAsync).WithName(nameof(RecordComment)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        RecordCommentRequest request,
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
            (dossier, open, act) => dossier.Take(act, NoticeActs.Comment(dossier, act, open, ToComment(request))),
            cancellation
        );

    private static NoticeComment ToComment(RecordCommentRequest request) =>
        new(0, request.From, request.Village, request.Text, request.ReceivedOn);
}

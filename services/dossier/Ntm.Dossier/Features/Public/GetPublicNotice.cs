using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Public;

/// <summary>A posted report with what the commune answered in public.</summary>
/// <param name="Notice">The report.</param>
/// <param name="Open">Whether it takes comments at this instant.</param>
/// <param name="Answered">Residents' comments whose answer the commune has published, the latest first.</param>
public sealed record PublicNoticeView(PublicNoticeItem Notice, bool Open, IReadOnlyList<PublicComment> Answered);

/// <summary>A resident's comment and its answer, as anybody may read them.</summary>
/// <param name="Number">Its number among the comments of the notice.</param>
/// <param name="From">Initials of who sent it, or <c>Người dân</c>.</param>
/// <param name="Text">What was said.</param>
/// <param name="ReceivedOn">Legal day on which it came in.</param>
/// <param name="Answer">The commune's answer.</param>
/// <param name="AnsweredAt">When it was answered, UTC.</param>
public sealed record PublicComment(int Number, string From, string Text, DateOnly ReceivedOn, string Answer, DateTimeOffset AnsweredAt);

/// <summary><c>GET /dossiers/public-notices/{id}</c>: a report while it is posted for comments. Anybody may ask.</summary>
internal static class GetPublicNotice
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapGet("/public-notices/{id:guid}", HandleAsync)
            .WithName(nameof(GetPublicNotice))
            .Produces<PublicNoticeView>()
            .AllowAnonymous();

    /// <summary>Shows a report while it is posted for comments; without an account.</summary>
    internal static async Task<IResult> HandleAsync(Guid id, DossierStore store, TimeProvider clock)
    {
        if (await store.FindAsync(id) is not { } dossier || StageOf(dossier) is not { } stage)
        {
            return NoticeErrors.NotPosted.ToProblem();
        }

        var notice = NoticeActs.Of(dossier, stage)!;
        var item = ListPublicNotices.Show(dossier, notice);
        return TypedResults.Ok(
            new PublicNoticeView(
                item,
                item.EndsAt is not { } end || clock.GetUtcNow() < end,
                [.. notice.Comments.Where(comment => comment.Answer is { Published: true }).Reverse().Select(Show)]
            )
        );
    }

    /// <summary>The open stage at which a dossier's report is posted; null where none is.</summary>
    internal static Stage? StageOf(RecognitionDossier dossier) =>
        dossier
            .Content.Open.Select(open => dossier.Path.StageOf(open.Key))
            .FirstOrDefault(stage => stage.Kind == StageKind.PublicNotice && NoticeActs.Of(dossier, stage) is not null);

    private static PublicComment Show(NoticeComment comment) =>
        new(
            comment.Number,
            comment.Resident?.Masked ?? comment.From,
            comment.Text,
            comment.ReceivedOn,
            comment.Answer!.Text,
            comment.Answer.At
        );
}

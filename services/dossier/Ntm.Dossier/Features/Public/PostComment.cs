using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Public;

/// <summary>A resident's comment on a posted report.</summary>
/// <example>{ "name": "Nguyễn Văn An", "contact": null, "text": "Đường ngõ xóm đoạn cuối thôn chưa được cứng hóa." }</example>
public sealed record PostCommentRequest
{
    /// <summary>Name, up to 100 characters; null for none. Anybody sees initials at most.</summary>
    [Text(100, Optional = true)]
    public string? Name { get; init; }

    /// <summary>Telephone or address, up to 200 characters; null for none. Only the commune's people see it.</summary>
    [Text(200, Optional = true)]
    public string? Contact { get; init; }

    /// <summary>What is said, up to 2,000 characters with two links at most.</summary>
    [Text(2000)]
    public required string Text { get; init; }
}

/// <summary>The receipt of a comment.</summary>
/// <param name="Number">Its number among the comments of the notice.</param>
/// <param name="ReceivedOn">Legal day on which it came in.</param>
public sealed record CommentReceipt(int Number, DateOnly ReceivedOn);

/// <summary>
/// <c>POST /dossiers/public-notices/{id}/comments</c>: a resident comments on a report while it is posted. Anybody may; an address only a
/// few times an hour, and a notice takes a bounded number a day.
/// </summary>
internal static class PostComment
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/public-notices/{id:guid}/comments", HandleAsync)
            .WithName(nameof(PostComment))
            .Produces<CommentReceipt>(StatusCodes.Status201Created)
            .AllowAnonymous();

    /// <summary>Comments on a report while it is posted; without an account.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        PostCommentRequest request,
        DossierStore store,
        CommentLimit limit,
        IOptions<DossierOptions> options,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (!limit.TryTake(http))
        {
            return NoticeErrors.AddressFull.ToProblem();
        }

        if (await store.FindAsync(id) is not { } dossier || GetPublicNotice.StageOf(dossier) is not { } stage)
        {
            return NoticeErrors.NotPosted.ToProblem();
        }

        var act = Act.OfResident(clock.GetUtcNow());
        var comment = new NoticeComment(0, Resident.Role, null, request.Text, act.Day)
        {
            Resident = new Resident(request.Name, request.Contact),
        };
        var taken = dossier.Take(act, NoticeActs.CommentOfResident(dossier, act, stage, comment, options.Value.CommentsPerNotice));
        if (taken.Refused)
        {
            return taken.Errors.ToProblem();
        }

        await store.SaveAsync(dossier, cancellation);
        var number = NoticeActs.Of(dossier, stage)!.Comments.Count;
        return TypedResults.Created($"/dossiers/public-notices/{id}", new CommentReceipt(number, act.Day));
    }
}

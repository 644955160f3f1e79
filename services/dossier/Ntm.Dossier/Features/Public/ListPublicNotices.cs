using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Notices;
using Ntm.Persistence;

namespace Ntm.Dossier.Features.Public;

/// <summary>A report that a commune has posted for comments, as anybody may know it; what people said is not in it.</summary>
/// <param name="DossierId">Dossier whose report it is; by it one comments.</param>
/// <param name="UnitCode">Official code of the commune.</param>
/// <param name="UnitName">Vietnamese name of the commune.</param>
/// <param name="Title">Title sought, e.g. <c>xa-ntm</c>.</param>
/// <param name="Year">Year the title is sought for.</param>
/// <param name="StartedOn">Legal day on which it was posted.</param>
/// <param name="EndsAt">First instant that is too late for a comment; null where none is fixed: it ends when the commune ends
/// it.</param>
/// <param name="Places">Where it is posted; comments are given there too.</param>
/// <param name="Broadcasts">How often it was read out on the loudspeakers.</param>
/// <param name="Comments">Comments received.</param>
/// <param name="Answered">Comments that have an answer.</param>
public sealed record PublicNoticeItem(
    Guid DossierId,
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    DateOnly StartedOn,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> Places,
    int Broadcasts,
    int Comments,
    int Answered
);

/// <summary><c>GET /dossiers/public-notices?q=&amp;after=&amp;limit=</c>: reports that are posted for comments now. Anybody may ask.
/// </summary>
internal static class ListPublicNotices
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/public-notices", HandleAsync).WithName(nameof(ListPublicNotices)).AllowAnonymous();

    /// <summary>Lists the reports that are posted for comments now; without an account. A page may hold few, and still have a next
    /// one.</summary>
    internal static async Task<Ok<Page<PublicNoticeItem>>> HandleAsync(
        DossierDbContext db,
        DossierStore store,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? q = null
    )
    {
        var query = db
            .OpenStages.AsNoTracking()
            .Where(row => row.Kind == nameof(StageKind.PublicNotice))
            .Searched(q, row => row.UnitCode, row => row.SearchName);
        if (page.Key is { } key)
        {
            query = query.Where(row => string.Compare(row.Key, key) > 0);
        }

        var rows = await query
            .OrderBy(row => row.Key)
            .Take(page.Size + 1)
            .Select(row => new
            {
                row.Key,
                row.DossierId,
                row.Stage,
            })
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.Key);
        var notices = new List<PublicNoticeItem>();
        foreach (var row in listed.Items)
        {
            var dossier = (await store.FindAsync(row.DossierId))!;
            if (NoticeActs.Of(dossier, dossier.Path.StageOf(row.Stage)) is { } notice)
            {
                notices.Add(Show(dossier, notice));
            }
        }

        return TypedResults.Ok(new Page<PublicNoticeItem>(notices, listed.Next));
    }

    internal static PublicNoticeItem Show(RecognitionDossier dossier, PublicNotice notice) =>
        new(
            dossier.Id,
            dossier.UnitCode,
            dossier.UnitName,
            dossier.Title,
            dossier.Year,
            notice.StartedOn,
            notice.CommentsEndAt(dossier.Content.Procedure!.Figures.NoticeDays, dossier.Rules.Calendar),
            notice.Places,
            notice.Broadcasts.Count,
            notice.Standing.Count(),
            notice.Standing.Count(comment => comment.Answer is not null)
        );
}

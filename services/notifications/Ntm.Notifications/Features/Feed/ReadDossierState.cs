using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>Where the events of a dossier stand.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Sequence">Number of its last event: a reader that has it has missed none.</param>
/// <param name="Oldest">Number of its oldest event that the feed still has.</param>
/// <param name="Position">Place of the last event in the feed.</param>
/// <param name="Epoch">Identity of the feed's history.</param>
/// <param name="UnitPath">Codes from the province down to the unit that it is about.</param>
/// <param name="Title">Title that it seeks; null where it is not known.</param>
/// <param name="Year">Year that the title is sought for.</param>
/// <param name="Closed">Whether it has come to its end: no event follows.</param>
/// <param name="Last">Its last event as CloudEvents JSON.</param>
public sealed record DossierState(
    Guid DossierId,
    long Sequence,
    long Oldest,
    long Position,
    Guid Epoch,
    string UnitPath,
    string? Title,
    int? Year,
    bool Closed,
    [property: JsonConverter(typeof(AsWritten))] JsonElement Last
);

/// <summary>
/// <c>GET /notifications/events/dossiers/{id}</c>: the last event of a dossier and its number, for a reader that finds a gap or was away
/// longer than events are kept. Events between its own last number and this one are read by <c>dossierId</c> from the feed.
/// </summary>
internal static class ReadDossierState
{
    private static readonly Error NotFound = Error.NotFound(
        "notifications.dossier_not_found",
        "Không có sự kiện của hồ sơ này, hoặc đơn vị của bạn không được đọc."
    );

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/events/dossiers/{id:guid}", HandleAsync).WithName(nameof(ReadDossierState)).Scope("events:read");

    internal static async Task<Results<Ok<DossierState>, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var epoch = await db.FeedHeads.Select(head => head.Epoch).SingleAsync(cancellation);
        var rows = db.Feed.AsNoTracking().Where(row => row.DossierId == id);
        var newest = rows.Where(row => row.Sequence == rows.Max(other => other.Sequence));

        // Who may not read the newest, because the dossier went to another unit, is not shown an older one as if it were.
        var last = await FeedReading.Shown(newest, caller).FirstOrDefaultAsync(cancellation);
        if (last is null)
        {
            return NotFound.ToProblem();
        }

        var oldest = await FeedReading.Shown(rows, caller).MinAsync(row => row.Sequence, cancellation);
        return TypedResults.Ok(
            new DossierState(
                id,
                last.Sequence!.Value,
                oldest!.Value,
                last.Position,
                epoch,
                last.UnitPath,
                last.Title,
                last.Year,
                StatusCatalogue.Find(last.Type)?.Data == typeof(ClosedStatus),
                JsonElement.Parse(last.Data)
            )
        );
    }
}

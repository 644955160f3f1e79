using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Features;

/// <summary>
/// Settles the notices whose matter is done, for everybody at once, so that who comes to hold a role later finds open work as unread
/// and not the history. A stage that ends settles the notices about it and about opinions that it asked for; what a review returned is
/// settled when that review opens again; the end of the dossier settles all. One that is settled already keeps its instant.
/// </summary>
internal static class SettleNotices
{
    public static async Task SettleAsync(this NotificationsDbContext db, IDossierEvent @event, CancellationToken cancellation)
    {
        if (DoneBy(@event, db.Notices.Where(notice => notice.DossierId == @event.DossierId && notice.SettledAt == null)) is { } done)
        {
            await done.ExecuteUpdateAsync(notice => notice.SetProperty(x => x.SettledAt, @event.OccurredAt), cancellation);
        }
    }

    private static IQueryable<Notice>? DoneBy(IDossierEvent @event, IQueryable<Notice> notices) =>
        @event switch
        {
            StageOpened { Round: > 1 } opened => notices.Where(notice =>
                notice.Stage == opened.Stage && notice.Kind == NoticeKind.Returned
            ),

            // What is returned names the review, which ends with that, and not the stage that answers.
            StageCompleted { Kind: "Review" } review => Of(review, notices.Where(notice => notice.Kind != NoticeKind.Returned)),
            StageCompleted completed => Of(completed, notices),
            DossierClosed => notices,
            _ => null,
        };

    /// <summary>Those about a stage, and about the opinions that it asked for.</summary>
    private static IQueryable<Notice> Of(StageCompleted stage, IQueryable<Notice> notices)
    {
        var (key, opinions) = (stage.Stage, OpinionNoticeText.MattersOf(stage.Stage));
        return notices.Where(notice => notice.Stage == key || notice.Stage.StartsWith(opinions));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>
/// Appends every event about a dossier to the feed, leaves a notice for whoever must act, and settles those that are done. An event
/// whose predecessor has not come yet fails, and so is tried again after it; one that was sent anew and is there already changes
/// nothing.
/// </summary>
internal sealed class OnDossierEvent<TEvent>(ConsumerServices<NotificationsDbContext> services, IOptions<NotificationsOptions> options)
    : EventConsumer<NotificationsDbContext, TEvent>(services)
    where TEvent : class, IDossierEvent
{
    protected override async Task HandleAsync(TEvent @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, UnitScope.CodeOf(@event.UnitPath));

        // Only this event says that the dossier goes on at another unit; it follows those of the unit before.
        var former = @event is DossierUnitChanged changed ? changed.FormerUnitPath : @event.UnitPath;

        // The row stays locked to the end of the transaction, so positions become visible in their order.
        var places = await Db
            .Database.SqlQueryRaw<FeedPlace>(Db.NextPlace, @event.DossierId, @event.Sequence, former)
            .ToListAsync(cancellation);
        if (places is not [var place])
        {
            if (await Db.Feed.AnyAsync(row => row.DossierId == @event.DossierId && row.Sequence == @event.Sequence, cancellation))
            {
                return;
            }

            var before = Db
                .Feed.Where(row => row.DossierId == @event.DossierId && row.Sequence == @event.Sequence - 1)
                .Select(row => row.UnitPath);
            MustBeOf(former, await before.FirstOrDefaultAsync(cancellation) ?? former);
            throw new InvalidOperationException(
                $"Event {@event.Sequence} of dossier {@event.DossierId} came before event {@event.Sequence - 1}."
            );
        }

        Db.Feed.Add(RowOf(@event, place));
        await Db.SettleAsync(@event, cancellation);
        Db.Notices.AddRange(NoticeText.For(@event));
    }

    private FeedEvent RowOf(TEvent @event, FeedPlace place)
    {
        var known = StatusCatalogue.After(@event, new KnownDossier(place.Title, place.Year));
        var data = StatusCatalogue.Of(@event, known);
        var row = new FeedEvent
        {
            Position = place.Position,
            EventId = @event.EventId,
            Type = StatusCatalogue.TypeOf(data).Name,
            OccurredAt = @event.OccurredAt,
            DossierId = @event.DossierId,
            Sequence = @event.Sequence,
            Title = known.Title,
            Year = known.Year,
            UnitPath = @event.UnitPath,
            Said = Body,
        };
        row.Data = CloudEvent.JsonOf(row, data, options.Value.PublicAddress, TraceParent);
        return row;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>Leaves a notice for whom an event about a plan concerns, settles those whose matter is done by it, and appends it to the
/// feed.</summary>
internal sealed class OnPlanEvent<TEvent>(ConsumerServices<NotificationsDbContext> services, IOptions<NotificationsOptions> options)
    : EventConsumer<NotificationsDbContext, TEvent>(services)
    where TEvent : class, IPlanEvent
{
    protected override async Task HandleAsync(TEvent @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, UnitScope.CodeOf(@event.UnitPath));
        if (PlanNoticeText.DoneBy(@event) is { } done)
        {
            var about = Db.Notices.Where(notice => notice.PlanId == @event.PlanId && notice.SettledAt == null);
            about = done.Matter.Length == 0 ? about : about.Where(notice => notice.Stage == done.Matter);
            about = done.Kind is null ? about : about.Where(notice => notice.Kind == done.Kind);
            about = done.UnitPaths is { } units ? about.Where(notice => units.Contains(notice.UnitPath)) : about;
            await about.ExecuteUpdateAsync(notice => notice.SetProperty(x => x.SettledAt, @event.OccurredAt), cancellation);
        }

        Db.Notices.AddRange(PlanNoticeText.For(@event));
        if (PlanFeed.ReadersOf(typeof(TEvent)) is { } readers)
        {
            // Last, because the row stays locked to the end of the transaction.
            var position = await Db.Database.SqlQueryRaw<long>(Db.NextPlanPosition).ToListAsync(cancellation);
            Db.Feed.Add(PlanFeed.RowOf(@event, readers, position.Single(), options.Value.PublicAddress, TraceParent));
        }
    }
}

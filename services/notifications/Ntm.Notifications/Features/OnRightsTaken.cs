using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Rights;

namespace Ntm.Notifications.Features;

/// <summary>Keeps whose tokens write nothing here any more, and sends nothing more to the endpoints of a revoked program.</summary>
internal sealed class OnRightsTaken(ConsumerServices<NotificationsDbContext> services)
    : TakenRightsConsumer<NotificationsDbContext, RightsTaken>(services)
{
    protected override async Task HandleAsync(RightsTaken @event, CancellationToken cancellation)
    {
        await base.HandleAsync(@event, cancellation);
        if (@event.Version is null)
        {
            // Ids of sign-ins are no program's: of those there is none.
            foreach (var one in await Db.Subscriptions.Where(row => row.Owner == @event.Subject).ToListAsync(cancellation))
            {
                one.End();
            }
        }
    }

    protected override (string Subject, int? Version, DateTimeOffset At) Of(RightsTaken @event) =>
        (@event.Subject, @event.Version, @event.OccurredAt);
}

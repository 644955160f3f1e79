using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Rights;

namespace Ntm.Notifications.Features;

/// <summary>Keeps whose tokens write nothing here any more.</summary>
internal sealed class OnRightsTaken(ConsumerServices<NotificationsDbContext> services)
    : TakenRightsConsumer<NotificationsDbContext, RightsTaken>(services)
{
    protected override (string Subject, int? Version, DateTimeOffset At) Of(RightsTaken @event) =>
        (@event.Subject, @event.Version, @event.OccurredAt);
}

using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Ntm.Rights;

namespace Ntm.Planning.Features;

/// <summary>Keeps whose tokens write nothing here any more.</summary>
internal sealed class OnRightsTaken(ConsumerServices<PlanningDbContext> services)
    : TakenRightsConsumer<PlanningDbContext, RightsTaken>(services)
{
    protected override (string Subject, int? Version, DateTimeOffset At) Of(RightsTaken @event) =>
        (@event.Subject, @event.Version, @event.OccurredAt);
}

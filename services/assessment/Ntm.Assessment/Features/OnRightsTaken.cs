using Ntm.Assessment.Persistence;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Rights;

namespace Ntm.Assessment.Features;

/// <summary>Keeps whose tokens write nothing here any more.</summary>
internal sealed class OnRightsTaken(ConsumerServices<AssessmentDbContext> services)
    : TakenRightsConsumer<AssessmentDbContext, RightsTaken>(services)
{
    protected override (string Subject, int? Version, DateTimeOffset At) Of(RightsTaken @event) =>
        (@event.Subject, @event.Version, @event.OccurredAt);
}

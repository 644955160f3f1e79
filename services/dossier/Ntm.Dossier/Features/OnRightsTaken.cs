using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Rights;

namespace Ntm.Dossier.Features;

/// <summary>Keeps whose tokens write nothing here any more.</summary>
internal sealed class OnRightsTaken(ConsumerServices<DossierDbContext> services)
    : TakenRightsConsumer<DossierDbContext, RightsTaken>(services)
{
    protected override (string Subject, int? Version, DateTimeOffset At) Of(RightsTaken @event) =>
        (@event.Subject, @event.Version, @event.OccurredAt);
}

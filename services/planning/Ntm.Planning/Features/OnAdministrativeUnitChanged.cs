using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Ntm.Units;

namespace Ntm.Planning.Features;

/// <summary>Keeps the directory of administrative units up to the register.</summary>
internal sealed class OnAdministrativeUnitChanged(ConsumerServices<PlanningDbContext> services)
    : UnitDirectoryConsumer<PlanningDbContext, AdministrativeUnitChanged>(services)
{
    protected override PublishedUnit UnitOf(AdministrativeUnitChanged @event) =>
        new(
            @event.UnitCode,
            @event.Level,
            @event.Version,
            [
                .. @event.Periods.Select(period => new PublishedUnitPeriod(
                    period.ValidFrom,
                    period.ValidTo,
                    period.Name,
                    period.ParentCode,
                    period.UnitPath
                )),
            ],
            @event.Successors
        );
}

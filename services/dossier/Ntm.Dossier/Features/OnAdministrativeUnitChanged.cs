using System.Globalization;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Units;

namespace Ntm.Dossier.Features;

/// <summary>
/// Keeps the directory of administrative units up to the register. Running dossiers follow on the first legal day of each change, at
/// once where that day has come.
/// </summary>
internal sealed class OnAdministrativeUnitChanged(ConsumerServices<DossierDbContext> services, TimeProvider clock)
    : UnitDirectoryConsumer<DossierDbContext, AdministrativeUnitChanged>(services)
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

    protected override async Task ChangedAsync(PublishedUnit unit, CancellationToken cancellation)
    {
        if (unit.Level == "village" || (unit.Version == 1 && unit.Periods is [{ ValidTo: null }]))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var boundaries = unit
            .Periods.SelectMany(period => new[] { period.ValidFrom, period.ValidTo?.AddDays(1) })
            .OfType<DateOnly>()
            .Select(VietnamTime.StartOf)
            .Where(start => start > now)
            .Append(now)
            .Distinct();
        foreach (var start in boundaries)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"units/{unit.Code}/{unit.Version}/{start.UtcTicks}");
            await Db.ScheduleAsync(key, FollowUnits.TimerKind, start, unit.Code, cancellation);
        }
    }
}

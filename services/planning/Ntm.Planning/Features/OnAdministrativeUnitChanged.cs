using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Persistence;
using Ntm.Units;

namespace Ntm.Planning.Features;

/// <summary>Keeps the directory of administrative units up to the register. Plans follow on the first legal day of each change, at once
/// where that day has come.</summary>
internal sealed class OnAdministrativeUnitChanged(ConsumerServices<PlanningDbContext> services, TimeProvider clock)
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

    protected override async Task ChangedAsync(PublishedUnit unit, CancellationToken cancellation)
    {
        var (now, key) = (clock.GetUtcNow(), $"{FollowUnits.TimerKind}/{unit.Code}");
        var later = unit
            .Periods.SelectMany(period => new[] { period.ValidFrom, period.ValidTo?.AddDays(1) })
            .OfType<DateOnly>()
            .Select(VietnamTime.StartOf)
            .Where(start => start > now)
            .Distinct();
        foreach (var start in later)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{key}/{unit.Version}/{start.UtcTicks}");
            await Db.ScheduleAsync(at, FollowUnits.TimerKind, start, unit.Code, cancellation);
        }

        var plans = await FollowUnits.PlansOfAsync(Db, unit.Code, unit.Periods.Select(period => period.Path), cancellation);
        if (await plans.AnyAsync(cancellation))
        {
            await Db.ScheduleAsync(key, FollowUnits.TimerKind, now, unit.Code, cancellation);
        }
    }
}

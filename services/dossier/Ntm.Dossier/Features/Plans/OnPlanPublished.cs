using System.Globalization;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features.Plans;

/// <summary>Keeps the newest edition of each plan; running dossiers of its unit and year follow it. An edition already passed is
/// ignored.</summary>
internal sealed class OnPlanPublished(ConsumerServices<DossierDbContext> services, TimeProvider clock)
    : EventConsumer<DossierDbContext, PlanPublished>(services)
{
    protected override async Task HandleAsync(PlanPublished @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, UnitScope.CodeOf(@event.UnitPath));
        var copy = await Db.Plans.FindAsync([@event.PlanId], cancellation);
        if (copy?.Edition >= @event.Edition)
        {
            return;
        }

        copy ??= Db.Plans.Add(new PlanCopy { PlanId = @event.PlanId }).Entity;
        copy.Take(@event);
        var key = string.Create(CultureInfo.InvariantCulture, $"plans/{@event.PlanId:N}/{@event.Edition}");
        await Db.ScheduleAsync(key, FollowPlans.TimerKind, clock.GetUtcNow(), @event.PlanId.ToString(), cancellation);
    }
}

/// <summary>Notes that a plan was closed: dossiers opened from now on do not follow it, those that do already go on.</summary>
internal sealed class OnPlanClosed(ConsumerServices<DossierDbContext> services) : EventConsumer<DossierDbContext, PlanClosed>(services)
{
    protected override async Task HandleAsync(PlanClosed @event, CancellationToken cancellation)
    {
        var copy =
            await Db.Plans.FindAsync([@event.PlanId], cancellation)
            ?? throw new InvalidOperationException($"Plan {@event.PlanId} is closed and was never published here.");
        copy.Closed = true;
    }
}

/// <summary>Lets the copy of a plan go along with its unit; running dossiers that it dated or dates now follow. A plan that is there
/// already changes nothing.</summary>
internal sealed class OnPlanUnitChanged(ConsumerServices<DossierDbContext> services, TimeProvider clock)
    : EventConsumer<DossierDbContext, PlanUnitChanged>(services)
{
    protected override async Task HandleAsync(PlanUnitChanged @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, UnitScope.CodeOf(@event.UnitPath));
        var copy =
            await Db.Plans.FindAsync([@event.PlanId], cancellation)
            ?? throw new InvalidOperationException($"Plan {@event.PlanId} changed its unit and was never published here.");
        if (copy.UnitPath == @event.UnitPath)
        {
            return;
        }

        MustBeOf(@event.FormerUnitPath, copy.UnitPath);
        copy.UnitPath = @event.UnitPath;
        var payload = FollowPlans.PayloadOf(@event.PlanId, @event.FormerUnitPath);
        await Db.ScheduleAsync($"plans/{@event.EventId:N}", FollowPlans.TimerKind, clock.GetUtcNow(), payload, cancellation);
    }
}

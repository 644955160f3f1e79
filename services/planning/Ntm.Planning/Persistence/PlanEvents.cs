using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Planning.V1;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Publishes events about plans, and stores an edition together with the event that reports it.</summary>
internal static class PlanEvents
{
    /// <summary>Adds an event; those about one plan arrive in order.</summary>
    public static void Publish<TEvent>(this PlanningDbContext db, TEvent @event)
        where TEvent : class, IPlanEvent => db.Publish(@event, @event.EventId, @event.PlanId.ToString("N"), @event.OccurredAt);

    /// <summary>Adds an edition and its event.</summary>
    public static async Task PublishAsync(this PlanningDbContext db, Plan plan, PlanEdition edition, CancellationToken cancellation)
    {
        var addressees = await db.AddresseesAsync(plan, edition, cancellation);
        db.Editions.Add(edition);
        db.Publish(
            new PlanPublished
            {
                EventId = Guid.CreateVersion7(edition.PublishedAt),
                OccurredAt = edition.PublishedAt,
                PlanId = plan.Id,
                Edition = edition.Number,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                Year = plan.Year,
                Number = plan.Number,
                Subject = plan.Subject,
                IssuedOn = plan.IssuedOn!.Value,
                From = plan.From,
                To = plan.To,
                Dates = PathDates.Of(edition.Content),
                Addressees = addressees,
                PublishedBy = edition.PublishedBy,
            }
        );
    }

    /// <summary>The units directly below the plan's own, and those that its places name, as they are on the day of publication.</summary>
    private static async Task<IReadOnlyList<PlanAddressee>> AddresseesAsync(
        this PlanningDbContext db,
        Plan plan,
        PlanEdition edition,
        CancellationToken cancellation
    )
    {
        var named = edition.Content.Places.Select(place => place.UnitCode).OfType<string>().Distinct().ToList();
        var day = VietnamTime.DayOf(edition.PublishedAt);
        var units = await db
            .Units.AsNoTracking()
            .On(day)
            .Where(unit => unit.ParentCode == plan.UnitCode || named.Contains(unit.Code))
            .OrderBy(unit => unit.Path)
            .Select(unit => new { unit.Path, unit.Level })
            .ToListAsync(cancellation);
        return
        [
            .. units
                .Where(unit => UnitScope.IsBelow(plan.UnitPath, unit.Path))
                .Select(unit => new PlanAddressee(unit.Level == "village" ? "reporter" : "officer", unit.Path)),
        ];
    }

    /// <summary>Adds the event that reports a closed plan.</summary>
    public static void PublishClosed(this PlanningDbContext db, Plan plan, Act act)
    {
        db.Publish(
            new PlanClosed
            {
                EventId = Guid.CreateVersion7(act.At),
                OccurredAt = act.At,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                ClosedBy = act.By,
            }
        );
    }

    /// <summary>Adds the event that reports that a plan went along with its unit; of one that nobody else knows there is none.</summary>
    public static void PublishUnitChanged(this PlanningDbContext db, Plan plan, string former, DateTimeOffset at)
    {
        if (plan.Editions == 0)
        {
            return;
        }

        db.Publish(
            new PlanUnitChanged
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                UnitName = plan.UnitName,
                FormerUnitPath = former,
            }
        );
    }
}

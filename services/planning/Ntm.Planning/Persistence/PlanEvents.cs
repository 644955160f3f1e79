using Ntm.Contracts.Planning.V1;

namespace Ntm.Planning.Persistence;

/// <summary>Stores an edition together with the event that reports it.</summary>
internal static class PlanEvents
{
    /// <summary>Adds an edition and its event.</summary>
    public static void Publish(this PlanningDbContext db, Plan plan, PlanEdition edition)
    {
        db.Editions.Add(edition);
        var id = Guid.CreateVersion7(edition.PublishedAt);
        db.Publish(
            new PlanPublished
            {
                EventId = id,
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
                PublishedBy = edition.PublishedBy,
            },
            id,
            plan.Id.ToString("N"),
            edition.PublishedAt
        );
    }

    /// <summary>Adds the event that reports a closed plan.</summary>
    public static void PublishClosed(this PlanningDbContext db, Plan plan, Act act)
    {
        var id = Guid.CreateVersion7(act.At);
        db.Publish(
            new PlanClosed
            {
                EventId = id,
                OccurredAt = act.At,
                PlanId = plan.Id,
                Edition = plan.Editions,
                UnitCode = plan.UnitCode,
                UnitPath = plan.UnitPath,
                ClosedBy = act.By,
            },
            id,
            plan.Id.ToString("N"),
            act.At
        );
    }
}

using Ntm.Contracts.Planning.V1;
using Ntm.Notifications.Domain.Status;
using Ntm.Web;

namespace Ntm.Notifications.Domain;

/// <summary>
/// What the feed shows of an event about a plan, and to whom: no more than the planning service answers to the same reader. What a
/// published plan says, everybody reads there; reports and difficulties, officers, leaders and auditors from the unit up and its own
/// reporter; how tasks stand, those who keep the plan, and what is overdue also the leaders above.
/// </summary>
internal static class PlanFeed
{
    /// <summary>Readers of each event; one that is not here is not in the feed.</summary>
    private static readonly Dictionary<Type, FeedReaders> Readers = new()
    {
        [typeof(PlanPublished)] = FeedReaders.Everyone,
        [typeof(PlanUnitChanged)] = FeedReaders.Everyone,
        [typeof(PlanClosed)] = FeedReaders.Everyone,
        [typeof(TargetReached)] = FeedReaders.Everyone,
        [typeof(ReportDue)] = FeedReaders.Watchers,
        [typeof(ReportFiled)] = FeedReaders.Watchers,
        [typeof(ReportLate)] = FeedReaders.Watchers,
        [typeof(DifficultyRaised)] = FeedReaders.Watchers,
        [typeof(DifficultyAnswered)] = FeedReaders.Watchers,
        [typeof(DifficultyOverdue)] = FeedReaders.Watchers,
        [typeof(TaskOverdue)] = FeedReaders.Leaders,
        [typeof(TaskAssigned)] = FeedReaders.Keepers,
        [typeof(TaskDone)] = FeedReaders.Keepers,
    };

    /// <summary>Whose grants show the events of a type; null where they are not in the feed.</summary>
    public static FeedReaders? ReadersOf(Type @event) => Readers.TryGetValue(@event, out var readers) ? readers : null;

    /// <summary>The row of an event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="readers">Whose grants show it.</param>
    /// <param name="position">Its place in the feed.</param>
    /// <param name="address">Public address of the installation; null where none is set.</param>
    /// <param name="traceParent">Trace context of the internal event; null where it is not known.</param>
    public static FeedEvent RowOf(IPlanEvent @event, FeedReaders readers, long position, Uri? address, string? traceParent)
    {
        var data = StatusCatalogue.Of(@event);
        var row = new FeedEvent
        {
            Position = position,
            EventId = @event.EventId,
            Type = StatusCatalogue.TypeOf(data).Name,
            OccurredAt = @event.OccurredAt,
            PlanId = @event.PlanId,
            UnitPath = IsOfKeepers(readers) ? OfficeOf(@event) : @event.UnitPath,
            Readers = readers,
        };
        row.Data = CloudEvent.JsonOf(row, data, address, traceParent);
        return row;
    }

    private static bool IsOfKeepers(FeedReaders readers) => readers >= FeedReaders.Leaders;

    /// <summary>The unit that keeps the plan: of a village's its commune.</summary>
    private static string OfficeOf(IPlanEvent @event) =>
        PlanNoticeText.IsVillage(@event) ? UnitScope.ParentOf(@event.UnitPath)! : @event.UnitPath;
}

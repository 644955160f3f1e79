using System.Text.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Notifications.Domain;

/// <summary>
/// What the feed shows of an event about a plan, and to whom: no more than the planning service answers to the same reader. What a
/// published plan says, everybody reads there; reports and difficulties, officers, leaders and auditors from the unit up and its own
/// reporter; how tasks stand, those who keep the plan, and what is overdue also the leaders above.
/// </summary>
internal static class PlanFeed
{
    /// <summary>Accounts are not shown, neither by name nor by subject.</summary>
    private static readonly string[] Withheld = ["publishedBy", "closedBy", "remindedBy", "answeredBy"];

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
    /// <param name="type">Name of the event and its version.</param>
    /// <param name="readers">Whose grants show it.</param>
    /// <param name="position">Its place in the feed.</param>
    public static FeedEvent RowOf<TEvent>(TEvent @event, string type, FeedReaders readers, long position)
        where TEvent : class, IPlanEvent =>
        new()
        {
            Position = position,
            EventId = @event.EventId,
            Type = type,
            OccurredAt = @event.OccurredAt,
            PlanId = @event.PlanId,
            UnitPath = IsOfKeepers(readers) ? OfficeOf(@event) : @event.UnitPath,
            Readers = readers,
            Data = DataOf(@event),
        };

    /// <summary>The event as this version knows it, without accounts: nobody has decided yet whether a field that is unknown here may be
    /// shown.</summary>
    private static string DataOf<TEvent>(TEvent @event)
        where TEvent : class, IPlanEvent
    {
        var data = JsonSerializer.SerializeToNode(@event, EventJson.Options)!.AsObject();
        foreach (var name in Withheld)
        {
            data.Remove(name);
        }

        return data.ToJsonString(EventJson.Options);
    }

    private static bool IsOfKeepers(FeedReaders readers) => readers >= FeedReaders.Leaders;

    /// <summary>The unit that keeps the plan: of a village's its commune.</summary>
    private static string OfficeOf(IPlanEvent @event) =>
        PlanNoticeText.IsVillage(@event) ? UnitScope.ParentOf(@event.UnitPath)! : @event.UnitPath;
}

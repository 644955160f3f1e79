using System.Text;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Delivery;

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="Row">The event.</param>
/// <param name="Waiting">Its row among those that wait; null where it is new.</param>
internal sealed record Outgoing(FeedEvent Row, PendingDelivery? Waiting)
{
    /// <summary>Dossier or plan whose order it stands in.</summary>
    public Guid Subject => Row.DossierId ?? Row.PlanId ?? Row.EventId;

    public bool IsNew => Waiting is null;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>What became of it; null while it was not sent.</summary>
    public SendResult? Result { get; private set; }

    /// <summary>Whether it waits behind an earlier one that was not received.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>The very bytes that every reader of the feed gets.</summary>
    public byte[] Body => Encoding.UTF8.GetBytes(Row.Data);

    public void Sent(DateTimeOffset at, SendResult result) => (SentAt, Result) = (at, result);
}

/// <summary>What is to be sent to an endpoint in one round.</summary>
/// <param name="Subscription">Where to, and how.</param>
/// <param name="Progress">How far it had come.</param>
/// <param name="Events">Events in their order.</param>
/// <param name="End">Up to here the feed was read.</param>
internal sealed record Batch(Subscription Subscription, SubscriptionProgress Progress, IReadOnlyList<Outgoing> Events, long End)
{
    public Guid SubscriptionId => Subscription.Id;

    /// <summary>Rows whose event its owner may not read any more, or that the feed has removed by age.</summary>
    public IReadOnlyList<PendingDelivery> Withdrawn { get; init; } = [];

    /// <summary>Positions without an event for it after which the cursor is written all the same, for the next process to go on
    /// from.</summary>
    private const long Stride = 10_000;

    /// <summary>Whether there is nothing to send or to write down.</summary>
    public bool IsEmpty => Events.Count == 0 && Withdrawn.Count == 0 && End - Progress.Position < Stride;

    /// <summary>
    /// Events that are sent one after the other, each list beside the others: those of a dossier or plan where their order is kept, each by
    /// itself where it is not.
    /// </summary>
    public IEnumerable<IReadOnlyList<Outgoing>> Chains =>
        Events
            .Where(one => !one.IsBlocked)
            .GroupBy(one => Subscription.Limits.Ordered ? one.Subject : one.Row.EventId)
            .Select(chain => chain.ToList());

    /// <summary>
    /// How far the cursor may go: to the end of what was read, or where the round ended early, to the last new event that was sent or has
    /// to wait behind another.
    /// </summary>
    public long Reached =>
        Events.Any(one => one is { IsNew: true, Result: null, IsBlocked: false })
            ? Events
                .Where(one => one.IsNew && (one.Result is not null || one.IsBlocked))
                .Select(one => one.Row.Position)
                .DefaultIfEmpty(Progress.Position)
                .Max()
            : End;
}

using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>One attempt to send one event. What was sent stands in the feed under the event's id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EventId">Event, the <c>webhook-id</c> of the request.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="Cause">Why it was sent: <c>Feed</c>, <c>Resend</c>, <c>Recovery</c>, <c>Verification</c> or <c>Test</c>.</param>
/// <param name="Number">Which attempt for this event it was, from 1.</param>
/// <param name="At">When it began, UTC; the <c>webhook-timestamp</c> of the request.</param>
/// <param name="Outcome"><c>Received</c> (2xx), <c>Refused</c> (any other status), <c>TimedOut</c>, <c>Unreachable</c> or
/// <c>Forbidden</c> (the address is not allowed and nothing was sent).</param>
/// <param name="Status">HTTP status of the answer; null without one.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Failure">What went wrong; null where nothing did.</param>
/// <param name="Answer">First 20,000 bytes of the answer; null in lists, and where it was empty.</param>
public sealed record AttemptView(
    Guid Id,
    Guid EventId,
    string Type,
    string Cause,
    int Number,
    DateTimeOffset At,
    string Outcome,
    int? Status,
    int Milliseconds,
    string? Failure,
    string? Answer
)
{
    internal static AttemptView Of(DeliveryAttempt row) =>
        new(
            row.Id,
            row.EventId,
            row.Type,
            row.Cause.ToString(),
            row.Number,
            row.At,
            row.Outcome.ToString(),
            row.Status,
            row.Milliseconds,
            row.Failure,
            row.Answer
        );
}

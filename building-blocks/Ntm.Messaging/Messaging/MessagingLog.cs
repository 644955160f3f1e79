using Microsoft.Extensions.Logging;

namespace Ntm.Messaging;

/// <summary>Log lines of messaging and timers, event ids from 9000.</summary>
internal static partial class MessagingLog
{
    [LoggerMessage(
        9002,
        LogLevel.Warning,
        "Outbox relay: delivery of {Type} {MessageId} failed (attempt {Attempts}); dead-lettered: {Dead}; {Reason}"
    )]
    public static partial void DeliveryFailed(
        ILogger logger,
        string type,
        Guid messageId,
        int attempts,
        bool dead,
        string reason,
        Exception? exception
    );

    [LoggerMessage(9003, LogLevel.Warning, "Timer pump: timer {Key} failed (attempt {Attempts}); it is tried again")]
    public static partial void TimerFailed(ILogger logger, string key, int attempts, Exception exception);

    [LoggerMessage(
        9007,
        LogLevel.Warning,
        "Outbox relay: the transport is unreachable; {Count} messages wait, no attempt is counted: {Reason}"
    )]
    public static partial void GaveBack(ILogger logger, int count, string reason);
}

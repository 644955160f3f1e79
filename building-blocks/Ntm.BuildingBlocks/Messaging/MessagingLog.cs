using Microsoft.Extensions.Logging;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>Log lines of messaging, timers and housekeeping, event ids from 9000.</summary>
internal static partial class MessagingLog
{
    [LoggerMessage(9001, LogLevel.Error, "The relay stopped for a moment")]
    public static partial void RelayFailed(ILogger logger, Exception exception);

    [LoggerMessage(9002, LogLevel.Warning, "{Type} {MessageId} failed at try {Attempts}; parked: {Dead}")]
    public static partial void DeliveryFailed(ILogger logger, string type, Guid messageId, int attempts, bool dead, Exception exception);

    [LoggerMessage(9003, LogLevel.Warning, "Timer {Key} failed at try {Attempts}")]
    public static partial void TimerFailed(ILogger logger, string key, int attempts, Exception exception);

    [LoggerMessage(9004, LogLevel.Error, "Looking for due timers failed")]
    public static partial void TimersFailed(ILogger logger, Exception exception);

    [LoggerMessage(9005, LogLevel.Warning, "Clean-up failed and will be tried again")]
    public static partial void HousekeepingFailed(ILogger logger, Exception exception);

    [LoggerMessage(9006, LogLevel.Warning, "Dead letter {Seq} was {Act} by {Subject}; rows: {Found}")]
    public static partial void DeadLetterActed(ILogger logger, string act, long seq, string subject, int found);

    [LoggerMessage(9007, LogLevel.Warning, "{Count} facts could not be handed over and wait: {Reason}")]
    public static partial void GaveBack(ILogger logger, int count, string reason);
}

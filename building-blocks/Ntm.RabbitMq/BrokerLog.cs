using Microsoft.Extensions.Logging;

namespace Ntm.RabbitMq;

/// <summary>Log lines of the broker's side of messaging, event ids from 9009.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(9009, LogLevel.Warning, "{Type} {MessageId} from {Queue} was kept for a later try; dead-lettered: {Dead}; {Reason}")]
    public static partial void Retried(ILogger logger, string type, Guid messageId, string queue, bool dead, string reason);

    [LoggerMessage(9010, LogLevel.Error, "{Queue} waits: what failed could not be kept either")]
    public static partial void KeepingFailed(ILogger logger, string queue, Exception exception);

    [LoggerMessage(9011, LogLevel.Warning, "The broker cannot be reached: {Reason}")]
    public static partial void BrokerLost(ILogger logger, string reason);

    [LoggerMessage(9012, LogLevel.Warning, "The broker is reached again")]
    public static partial void BrokerFound(ILogger logger);

    [LoggerMessage(9013, LogLevel.Error, "{Queue} has had no consumer for {Seconds} s; there is a new bus")]
    public static partial void ConsumerLost(ILogger logger, string queue, double seconds);

    [LoggerMessage(9014, LogLevel.Error, "A look at the broker failed: {Reason}")]
    public static partial void LookFailed(ILogger logger, string reason);

    [LoggerMessage(9015, LogLevel.Error, "Nothing could be published for {Seconds} s; there is a new bus")]
    public static partial void PublishingStuck(ILogger logger, double seconds);

    [LoggerMessage(9016, LogLevel.Warning, "A bus did not {What} as it should: {Reason}")]
    public static partial void BusFailed(ILogger logger, string what, string reason);
}

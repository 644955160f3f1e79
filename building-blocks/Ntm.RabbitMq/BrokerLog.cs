using Microsoft.Extensions.Logging;

namespace Ntm.RabbitMq;

/// <summary>Log lines of the broker's side of messaging, event ids from 9009.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(9009, LogLevel.Warning, "{Type} {MessageId} from {Queue} was kept for a later try; parked: {Dead}; {Reason}")]
    public static partial void Kept(ILogger logger, string type, Guid messageId, string queue, bool dead, string reason);

    [LoggerMessage(9010, LogLevel.Error, "{Queue} waits: what failed could not be kept either")]
    public static partial void KeepingFailed(ILogger logger, string queue, Exception exception);

    [LoggerMessage(9011, LogLevel.Warning, "The broker cannot be reached: {Reason}")]
    public static partial void BrokerLost(ILogger logger, string reason);

    [LoggerMessage(9012, LogLevel.Warning, "The broker is reached again")]
    public static partial void BrokerFound(ILogger logger);

    [LoggerMessage(9013, LogLevel.Error, "{Queue} has had no consumer for {Seconds} s; the bus is started anew")]
    public static partial void ConsumerLost(ILogger logger, string queue, double seconds);

    [LoggerMessage(9014, LogLevel.Error, "Watching the broker failed")]
    public static partial void WatchFailed(ILogger logger, Exception exception);
}

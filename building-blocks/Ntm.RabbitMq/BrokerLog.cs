using Microsoft.Extensions.Logging;

namespace Ntm.RabbitMq;

/// <summary>Log lines of the broker's side of messaging, event ids from 9009.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(
        9009,
        LogLevel.Warning,
        "Receive guard: {Type} {MessageId} from {Queue} failed; stored as a retry (dead-lettered: {Dead}): {Reason}"
    )]
    public static partial void Retried(ILogger logger, string type, Guid messageId, string queue, bool dead, string reason);

    [LoggerMessage(
        9010,
        LogLevel.Error,
        "Receive guard: a failed message of {Queue} could not be stored as a retry; the queue waits for the database"
    )]
    public static partial void StoringFailed(ILogger logger, string queue, Exception exception);

    [LoggerMessage(9011, LogLevel.Warning, "Broker watch: the broker is unreachable: {Reason}")]
    public static partial void BrokerLost(ILogger logger, string reason);

    [LoggerMessage(9012, LogLevel.Warning, "Broker watch: the broker is reachable again")]
    public static partial void BrokerFound(ILogger logger);

    [LoggerMessage(9013, LogLevel.Error, "Broker watch: {Queue} has had no consumer for {Seconds} s; starting a new bus")]
    public static partial void ConsumerLost(ILogger logger, string queue, double seconds);

    [LoggerMessage(9014, LogLevel.Error, "Broker watch: a poll of the broker failed: {Reason}")]
    public static partial void LookFailed(ILogger logger, string reason);

    [LoggerMessage(9015, LogLevel.Error, "Broker watch: nothing could be published for {Seconds} s; starting a new bus")]
    public static partial void PublishingStuck(ILogger logger, double seconds);

    [LoggerMessage(9016, LogLevel.Warning, "Broker bus: failed to {What}: {Reason}")]
    public static partial void BusFailed(ILogger logger, string what, string reason);

    [LoggerMessage(9017, LogLevel.Error, "Receive guard: the retries of {Queue} behind a handled event could not be woken")]
    public static partial void WakingFailed(ILogger logger, string queue, Exception exception);
}

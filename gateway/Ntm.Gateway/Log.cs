namespace Ntm.Gateway;

/// <summary>Log messages of the gateway, event ids 5000 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        5001,
        LogLevel.Warning,
        "{Method} {Path} to {Cluster} at {Destination} failed: {Error} ({Status}), correlation id {CorrelationId}"
    )]
    public static partial void NotForwarded(
        ILogger logger,
        string method,
        string path,
        string? cluster,
        string? destination,
        string error,
        int status,
        string correlationId
    );

    [LoggerMessage(
        5002,
        LogLevel.Warning,
        "The issuer's keys cannot be read from {Address}; clients are distinguished by address until they can: {Reason}"
    )]
    public static partial void KeysUnreadable(ILogger logger, string address, string reason);

    [LoggerMessage(5003, LogLevel.Information, "The issuer publishes {Count} keys")]
    public static partial void KeysRead(ILogger logger, int count);

    [LoggerMessage(5004, LogLevel.Error, "The changed routes are wrong and were not taken; the last good ones stay: {Faults}")]
    public static partial void RoutesRefused(ILogger logger, string faults);

    [LoggerMessage(5005, LogLevel.Information, "Routes were taken: {Routes} routes, {Clusters} clusters")]
    public static partial void RoutesTaken(ILogger logger, int routes, int clusters);

    [LoggerMessage(5006, LogLevel.Warning, "{Cluster} does not give its description: {Reason}")]
    public static partial void NotDescribed(ILogger logger, string cluster, string reason);

    [LoggerMessage(5007, LogLevel.Information, "Ending: not ready any more, serving for another {Delay}")]
    public static partial void Draining(ILogger logger, TimeSpan delay);
}

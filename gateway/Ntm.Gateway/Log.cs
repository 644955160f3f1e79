namespace Ntm.Gateway;

/// <summary>Log messages of the gateway, event ids 5000 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        5001,
        LogLevel.Warning,
        "Forwarding: {Method} {Path} to {Cluster} at {Destination} failed: {Error} ({Status}), correlation id {CorrelationId}"
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
        "Issuer keys: cannot be read from {Address}; clients are limited by address until they can: {Reason}"
    )]
    public static partial void KeysUnreadable(ILogger logger, string address, string reason);

    [LoggerMessage(5003, LogLevel.Information, "Issuer keys: read {Count} keys")]
    public static partial void KeysRead(ILogger logger, int count);

    [LoggerMessage(5004, LogLevel.Error, "Routes: the changed routes are invalid and were not applied; the last valid ones stay: {Faults}")]
    public static partial void RoutesRefused(ILogger logger, string faults);

    [LoggerMessage(5005, LogLevel.Information, "Routes: applied {Routes} routes, {Clusters} clusters")]
    public static partial void RoutesTaken(ILogger logger, int routes, int clusters);

    [LoggerMessage(5006, LogLevel.Warning, "API description: {Cluster} does not return its own: {Reason}")]
    public static partial void NotDescribed(ILogger logger, string cluster, string reason);

    [LoggerMessage(5007, LogLevel.Information, "Drain: not ready any more, serving for another {Delay}")]
    public static partial void Draining(ILogger logger, TimeSpan delay);
}

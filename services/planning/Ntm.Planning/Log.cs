using Microsoft.Extensions.Logging;

namespace Ntm.Planning;

/// <summary>Everything this service logs; ids 1000–1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Plan {PlanId} of unit {UnitCode} drafted by {Subject}: content {Hash}")]
    public static partial void PlanDrafted(this ILogger logger, Guid planId, string unitCode, string subject, string hash);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "Plan {PlanId} of unit {UnitCode}: edition {Edition} published by {Subject}, content {Hash}"
    )]
    public static partial void PlanPublished(this ILogger logger, Guid planId, string unitCode, int edition, string subject, string hash);

    [LoggerMessage(1003, LogLevel.Information, "Plan {PlanId} of unit {UnitCode} closed by {Subject}")]
    public static partial void PlanClosed(this ILogger logger, Guid planId, string unitCode, string subject);
}

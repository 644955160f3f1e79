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

    [LoggerMessage(1004, LogLevel.Information, "Plan {PlanId} of unit {UnitCode} is in step with its units")]
    public static partial void UnitsFollowed(this ILogger logger, Guid planId, string unitCode);

    [LoggerMessage(
        1005,
        LogLevel.Warning,
        "Plan {PlanId}: unit {UnitCode}, which took the place of another one, is not known yet; the plan follows when it is"
    )]
    public static partial void UnitAwaited(this ILogger logger, Guid planId, string unitCode);

    [LoggerMessage(1003, LogLevel.Information, "Plan {PlanId} of unit {UnitCode} closed by {Subject}")]
    public static partial void PlanClosed(this ILogger logger, Guid planId, string unitCode, string subject);

    [LoggerMessage(
        1011,
        LogLevel.Information,
        "Report {ReportId} on plan {PlanId} of unit {UnitCode} from {From}: revision {Revision} filed by {Subject}"
    )]
    public static partial void ReportFiled(
        this ILogger logger,
        Guid reportId,
        Guid planId,
        string unitCode,
        DateOnly from,
        int revision,
        string subject
    );

    [LoggerMessage(1012, LogLevel.Information, "Report {ReportId} on plan {PlanId} returned by {Subject}")]
    public static partial void ReportReturned(this ILogger logger, Guid reportId, Guid planId, string subject);

    [LoggerMessage(1013, LogLevel.Information, "Report duties of plan {PlanId}: {Missing} missing at their due, {Reminded} reminded")]
    public static partial void DutiesWatched(this ILogger logger, Guid planId, int missing, int reminded);

    [LoggerMessage(1014, LogLevel.Information, "Report duties: {Count} reminded by {Subject}")]
    public static partial void DutiesReminded(this ILogger logger, int count, string subject);

    [LoggerMessage(
        1015,
        LogLevel.Information,
        "Consolidated report of plan {PlanId}, rule {Rule} from {From}: revision {Revision} sent by {Subject}"
    )]
    public static partial void ConsolidationSent(
        this ILogger logger,
        Guid planId,
        string rule,
        DateOnly from,
        int revision,
        string subject
    );

    [LoggerMessage(1016, LogLevel.Information, "Consolidated report of plan {PlanId}, rule {Rule} from {From} returned by {Subject}")]
    public static partial void ConsolidationReturned(this ILogger logger, Guid planId, string rule, DateOnly from, string subject);

    [LoggerMessage(1041, LogLevel.Information, "Difficulty {DifficultyId} with plan {PlanId} of unit {UnitCode} raised by {Subject}")]
    public static partial void DifficultyRaised(this ILogger logger, Guid difficultyId, Guid planId, string unitCode, string subject);

    [LoggerMessage(1021, LogLevel.Information, "Task {Task} of plan {PlanId}: {Count} parts done, marked by {Subject}")]
    public static partial void TaskDone(this ILogger logger, string task, Guid planId, int count, string subject);

    [LoggerMessage(1022, LogLevel.Information, "Task {Task} of plan {PlanId}: {Count} parts opened again by {Subject}")]
    public static partial void TaskReopened(this ILogger logger, string task, Guid planId, int count, string subject);

    [LoggerMessage(1023, LogLevel.Information, "Tasks of plan {PlanId}: {Count} overdue")]
    public static partial void TasksOverdue(this ILogger logger, Guid planId, int count);

    [LoggerMessage(
        1031,
        LogLevel.Information,
        "Plan {PlanId}, unit {UnitCode}: {Count} items of work registered for the week from {Week} by {Subject}"
    )]
    public static partial void WorkRegistered(this ILogger logger, Guid planId, string unitCode, DateOnly week, int count, string subject);

    [LoggerMessage(1032, LogLevel.Information, "Plan {PlanId}: {Count} items of work carried over")]
    public static partial void WorkCarried(this ILogger logger, Guid planId, int count);
}

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Tasks;

/// <summary>What a body does in a task.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssignmentPart>))]
public enum AssignmentPart
{
    /// <summary>Directs it and answers for it (chỉ đạo).</summary>
    [JsonStringEnumMemberName("accountable")]
    Accountable,

    /// <summary>Does it (tham mưu, thực hiện).</summary>
    [JsonStringEnumMemberName("responsible")]
    Responsible,

    /// <summary>Helps (phối hợp).</summary>
    [JsonStringEnumMemberName("coordinating")]
    Coordinating,
}

/// <summary>Where a body's part of a task stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssignmentState>))]
public enum AssignmentState
{
    /// <summary>Not done, and not too late.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Not done, and its due has passed.</summary>
    [JsonStringEnumMemberName("overdue")]
    Overdue,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Not done, and not expected any more: the plan was closed, or its time was over when it was entered.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>What an edition says about a body's part of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Body">Key of the body.</param>
/// <param name="BodyName">Short name of the body.</param>
/// <param name="Part">What it does.</param>
/// <param name="Unit">The unit at which its people hold their role.</param>
/// <param name="Role">Role of who acts for it; null where nobody signs in for it.</param>
/// <param name="Department">Department in that role; null for every holder.</param>
internal sealed record AssignmentTerms(
    PlanTask Task,
    string Body,
    string BodyName,
    AssignmentPart Part,
    PlanUnit Unit,
    string? Role,
    string? Department
)
{
    /// <summary>Parts of the same task, body and unit are one.</summary>
    public (string Task, string Body, string UnitCode) Key => (Task.Key, Body, Unit.Code);
}

/// <summary>Who does the tasks of an edition, and where.</summary>
internal static class AssignmentList
{
    /// <summary>
    /// A body of the plan's own level acts at its unit, one of a level below at each unit of that level, one above at the unit above. A
    /// body in two parts has the first; a task without anybody to answer for it or do it is for the body that issues the plan.
    /// </summary>
    /// <param name="content">What the edition says.</param>
    /// <param name="own">Unit of the plan.</param>
    /// <param name="below">Units below it.</param>
    /// <param name="above">Units above it.</param>
    public static IEnumerable<AssignmentTerms> Of(
        PlanContent content,
        PlanUnit own,
        IReadOnlyList<PlanUnit> below,
        IReadOnlyList<PlanUnit> above
    )
    {
        var bodies = content.Bodies.ToDictionary(body => body.Key);
        return from task in content.Tasks
            from named in Named(task, content.Header.Issuer).DistinctBy(row => row.Body)
            let body = bodies[named.Body]
            let units = body.Role is null ? [] : UnitsOf(body.Level, own, below, above)
            from terms in units.Count == 0
                ? [new AssignmentTerms(task, body.Key, body.Short, named.Part, own, null, null)]
                : units.Select(unit => new AssignmentTerms(task, body.Key, body.Short, named.Part, unit, body.Role, body.Department))
            select terms;
    }

    private static IEnumerable<(string Body, AssignmentPart Part)> Named(PlanTask task, string issuer) =>
        (task.Accountable.Count + task.Responsible.Count == 0 ? [issuer] : task.Accountable)
            .Select(body => (body, AssignmentPart.Accountable))
            .Concat(task.Responsible.Select(body => (body, AssignmentPart.Responsible)))
            .Concat(task.Coordinating.Select(body => (body, AssignmentPart.Coordinating)));

    private static IReadOnlyList<PlanUnit> UnitsOf(
        PlanLevel level,
        PlanUnit own,
        IReadOnlyList<PlanUnit> below,
        IReadOnlyList<PlanUnit> above
    ) => level == own.Level ? [own] : [.. (level > own.Level ? below : above).Where(unit => unit.Level == level)];
}

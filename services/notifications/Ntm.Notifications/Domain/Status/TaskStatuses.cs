using Ntm.Contracts.Planning.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>What every status event about a task of a plan says. What is to be done, the plan shows to whoever may read it.</summary>
internal abstract record TaskStatusData : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public required int Edition { get; init; }

    /// <summary>Key of the task in the plan.</summary>
    public required string Task { get; init; }
}

/// <summary>An edition of a plan gives a task to bodies, changes it or drops it, or it was opened again.</summary>
[StatusType("vn.ntm.plan.task-assigned", typeof(TaskAssigned))]
internal sealed record TaskAssignedStatus : TaskStatusData
{
    /// <summary>Number of the plan without blanks.</summary>
    public required string Number { get; init; }

    /// <summary>First instant that is too late, UTC; absent where the plan says none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether it was done and has been opened again.</summary>
    public required bool Reopened { get; init; }

    /// <summary>Who has a part in it that is not done; empty where the edition has the task no longer.</summary>
    public required IReadOnlyList<TaskPart> Assignees { get; init; }

    /// <summary>Paths of the units for whose people alone something changed; absent for all.</summary>
    public IReadOnlyList<string>? UnitPaths { get; init; }
}

/// <summary>A task of a plan, or the part of some units in it, is done.</summary>
[StatusType("vn.ntm.plan.task-done", typeof(TaskDone))]
internal sealed record TaskDoneStatus : TaskStatusData
{
    /// <summary>Whether nothing of it is left.</summary>
    public required bool Whole { get; init; }

    /// <summary>Paths of the units whose part is done by this.</summary>
    public required IReadOnlyList<string> UnitPaths { get; init; }
}

/// <summary>The due of a task has passed, and it is not done.</summary>
[StatusType("vn.ntm.plan.task-overdue", typeof(TaskOverdue))]
internal sealed record TaskOverdueStatus : TaskStatusData
{
    /// <summary>Number of the plan without blanks.</summary>
    public required string Number { get; init; }

    /// <summary>First instant that was too late, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who answers for it.</summary>
    public required IReadOnlyList<TaskPart> Assignees { get; init; }
}

/// <summary>Whoever acts for a body in a task.</summary>
internal sealed record TaskPart
{
    /// <summary>Role that acts.</summary>
    public required string Role { get; init; }

    /// <summary>Code of the department in that role; absent for every holder.</summary>
    public string? Department { get; init; }

    /// <summary>Path of the unit.</summary>
    public required string UnitPath { get; init; }

    /// <summary>The part.</summary>
    [Names("accountable", "responsible", "coordinating")]
    public required string Part { get; init; }
}

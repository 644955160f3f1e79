namespace Ntm.Contracts.Planning.V1;

/// <summary>The due of a task has passed, and it is not done; once for each due.</summary>
public sealed record TaskOverdue : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Number of the edition in force.</summary>
    public required int Edition { get; init; }

    /// <summary>Official code of the unit that issued the plan.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to the unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Number of the plan without blanks, e.g. <c>14-KH/BCĐ</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Key of the task in the plan, e.g. <c>K01</c>.</summary>
    public required string Task { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>First instant that is too late, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>To whom it goes: who acts for the bodies that answer for it, else the leader who keeps the plan.</summary>
    public required IReadOnlyList<TaskAssignee> Assignees { get; init; }
}

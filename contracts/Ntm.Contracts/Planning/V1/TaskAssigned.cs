namespace Ntm.Contracts.Planning.V1;

/// <summary>An edition of a plan gives a task to bodies, changes it or drops it, it was opened again, or units below the plan changed; once
/// a task for each.</summary>
public sealed record TaskAssigned : IPlanEvent
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

    /// <summary>What is to be done; empty where the edition has the task no longer.</summary>
    public required string Text { get; init; }

    /// <summary>First instant that is too late, UTC; null where the plan says none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether it was done and has been opened again.</summary>
    public required bool Reopened { get; init; }

    /// <summary>Who has a part in it that is not done; empty where the edition has the task no longer.</summary>
    public required IReadOnlyList<TaskAssignee> Assignees { get; init; }

    /// <summary>Units for whose people alone something changed, each as codes from the province down, joined by '/', and of which alone
    /// <see cref="Assignees"/> names whoever has a part; null for all.</summary>
    public IReadOnlyList<string>? UnitPaths { get; init; }
}

/// <summary>Whoever acts for a body in a task.</summary>
/// <param name="Role">Role, e.g. <c>officer</c>.</param>
/// <param name="Department">Department in that role; null for every holder.</param>
/// <param name="UnitPath">Codes from the province down to the unit, joined by '/'.</param>
/// <param name="Body">Short name of the body, e.g. <c>Hội LHPN</c>.</param>
/// <param name="Part"><c>accountable</c>, <c>responsible</c> or <c>coordinating</c>.</param>
public sealed record TaskAssignee(string Role, string? Department, string UnitPath, string Body, string Part);

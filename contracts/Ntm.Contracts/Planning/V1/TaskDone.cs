namespace Ntm.Contracts.Planning.V1;

/// <summary>A task of a plan, or the part of some units in it, is done.</summary>
public sealed record TaskDone : IPlanEvent
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

    /// <summary>Key of the task in the plan, e.g. <c>K01</c>.</summary>
    public required string Task { get; init; }

    /// <summary>Whether nothing of it is left.</summary>
    public required bool Whole { get; init; }

    /// <summary>Paths of the units whose part is done by this.</summary>
    public required IReadOnlyList<string> UnitPaths { get; init; }
}

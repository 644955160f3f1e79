namespace Ntm.Contracts.Planning.V1;

/// <summary>Reports on a plan and on the plans below it reached the value of a target; once for each value that an edition sets.</summary>
public sealed record TargetReached : IPlanEvent
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

    /// <summary>Key of the target in the plan, e.g. <c>T01</c>.</summary>
    public required string Target { get; init; }
}

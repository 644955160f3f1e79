namespace Ntm.Contracts.Planning.V1;

/// <summary>A unit closed a plan; dates that it set hold no longer for what begins after this.</summary>
public sealed record PlanClosed : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Number of the last edition.</summary>
    public required int Edition { get; init; }

    /// <summary>Official code of the unit that issued it.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to the unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Subject of the account that closed it.</summary>
    public required string ClosedBy { get; init; }
}

namespace Ntm.Contracts.Planning.V1;

/// <summary>The time for an answer to a difficulty with a plan has passed, and none came.</summary>
public sealed record DifficultyOverdue : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Id of the difficulty.</summary>
    public required Guid DifficultyId { get; init; }

    /// <summary>Official code of the unit that raised it.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to that unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Codes from the province down to the unit with which it lies, joined by '/'.</summary>
    public required string AtPath { get; init; }

    /// <summary>First instant that was too late, UTC.</summary>
    public required DateTimeOffset AnswerBefore { get; init; }
}

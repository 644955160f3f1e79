namespace Ntm.Contracts.Planning.V1;

/// <summary>A difficulty with a plan came to a unit that has to answer it: raised, passed on to it, or reopened.</summary>
public sealed record DifficultyRaised : IPlanEvent
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

    /// <summary>First instant that is too late for an answer, UTC; null where the calendar does not reach so far.</summary>
    public DateTimeOffset? AnswerBefore { get; init; }

    /// <summary>Whether it was reopened before or by this.</summary>
    public required bool Reopened { get; init; }
}

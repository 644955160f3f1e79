namespace Ntm.Contracts.Planning.V1;

/// <summary>What every event about a plan carries. It is no message itself: each record beside it has its own wire identity.</summary>
public interface IPlanEvent
{
    /// <summary>UUIDv7; the same over every redelivery.</summary>
    Guid EventId { get; }

    /// <summary>Instant of the transaction that made it true, UTC.</summary>
    DateTimeOffset OccurredAt { get; }
    Guid PlanId { get; }

    /// <summary>Official code of the unit that it is about: the plan's own, or one below it.</summary>
    string UnitCode { get; }

    /// <summary>Codes from the province down to the unit, joined by '/'.</summary>
    string UnitPath { get; }
}

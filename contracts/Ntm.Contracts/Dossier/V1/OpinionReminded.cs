namespace Ntm.Contracts.Dossier.V1;

/// <summary>Those who were asked for an opinion were reminded of it.</summary>
public sealed record OpinionReminded : IOpinionEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    public required string UnitName { get; init; }
    public required int Number { get; init; }
    public required string Stage { get; init; }
    public required string StageTitle { get; init; }

    /// <summary><c>Asked</c> by who acts at the stage, <c>Approaching</c> one working day before the deadline, <c>Missed</c> at
    /// it.</summary>
    public required string Cause { get; init; }

    /// <summary>Role that was asked.</summary>
    public required string AskedRole { get; init; }

    /// <summary>Path of the unit at which it is.</summary>
    public required string AskedUnitPath { get; init; }

    /// <summary>Department whose people were asked; null where the role is not divided among departments.</summary>
    public string? AskedDepartment { get; init; }

    /// <summary>Role that acts at the stage.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acts there.</summary>
    public required string ActorUnitPath { get; init; }

    /// <summary>First instant that is too late for the answer.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

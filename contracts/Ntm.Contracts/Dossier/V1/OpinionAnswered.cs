namespace Ntm.Contracts.Dossier.V1;

/// <summary>Those who were asked for an opinion gave it.</summary>
public sealed record OpinionAnswered : IOpinionEvent
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

    /// <summary>Role that acts at the stage.</summary>
    public required string ActorRole { get; init; }

    /// <summary>Path of the unit that acts there.</summary>
    public required string ActorUnitPath { get; init; }
}

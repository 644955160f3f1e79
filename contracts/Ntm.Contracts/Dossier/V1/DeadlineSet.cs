namespace Ntm.Contracts.Dossier.V1;

/// <summary>
/// The deadline of an open stage that was unknown when the stage opened (<c>StageOpened.DueUnknown</c>) has been computed:
/// the working days of its period are known now.
/// </summary>
public sealed record DeadlineSet : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }
    public required string StageTitle { get; init; }
    public required int Round { get; init; }

    /// <summary>Instant before which the stage must be completed; it may have passed already.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public required string ActorLevel { get; init; }
    public required string ActorRole { get; init; }
    public required string ActorUnitPath { get; init; }
}

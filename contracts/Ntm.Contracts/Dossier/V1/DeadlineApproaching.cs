namespace Ntm.Contracts.Dossier.V1;

/// <summary>An open stage has few working days left.</summary>
public sealed record DeadlineApproaching : IDossierEvent
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
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Working days left, one of the reminders of the path: 14, 7, 3 or 1.</summary>
    public required int WorkingDaysLeft { get; init; }
    public required string ActorLevel { get; init; }
    public required string ActorRole { get; init; }
    public required string ActorUnitPath { get; init; }
}

namespace Ntm.Contracts.Dossier.V1;

/// <summary>A stage was completed with one of its outcomes, or ended without its actor.</summary>
public sealed record StageCompleted : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }
    public required string StageTitle { get; init; }
    public required string Kind { get; init; }
    public required int Round { get; init; }

    /// <summary>
    /// Outcome port taken, e.g. <c>Approved</c>; <c>Cancelled</c> when a rejection elsewhere ended the stage, <c>Withdrawn</c> when the
    /// dossier was withdrawn.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>Subject of the account whose act completed or ended it.</summary>
    public required string CompletedBy { get; init; }
}

namespace Ntm.Contracts.Dossier.V1;

/// <summary>The province moved a submission cut-off by a numbered document (gia hạn).</summary>
public sealed record SubmissionExtended : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }

    /// <summary>New cut-off: submission is accepted before this instant.</summary>
    public required DateTimeOffset Until { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>Why the document corrects the extension before it; null when it extends.</summary>
    public string? Correction { get; init; }
}

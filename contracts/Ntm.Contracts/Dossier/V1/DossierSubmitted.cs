namespace Ntm.Contracts.Dossier.V1;

/// <summary>The dossier was submitted to the next level and a receipt was issued.</summary>
public sealed record DossierSubmitted : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required string Stage { get; init; }
    public required string ReceiptNumber { get; init; }

    /// <summary>SHA-256 over the submitted content, lower-case hex.</summary>
    public required string ContentHash { get; init; }
}

namespace Ntm.Contracts.Dossier.V1;

/// <summary>The path came to an end.</summary>
public sealed record DossierClosed : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary><c>Recognised</c>, <c>Kept</c>, <c>NotKept</c>, <c>Refused</c> or <c>Withdrawn</c>.</summary>
    public required string Outcome { get; init; }
}

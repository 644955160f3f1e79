namespace Ntm.Contracts.Dossier.V1;

/// <summary>The chair of the province decided on recognition.</summary>
public sealed record RecognitionDecided : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary><c>Recognised</c> or <c>Refused</c>.</summary>
    public required string Outcome { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required string DecisionNumber { get; init; }
    public required DateOnly DecisionDate { get; init; }
}

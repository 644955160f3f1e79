namespace Ntm.Contracts.Dossier.V1;

/// <summary>The appraisal council voted and the minutes were closed.</summary>
public sealed record VoteCounted : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    public required int Present { get; init; }
    public required int InFavour { get; init; }
    public required int Against { get; init; }
    public required int Invalid { get; init; }
    public required bool Carried { get; init; }
    public required string MinutesNumber { get; init; }
}

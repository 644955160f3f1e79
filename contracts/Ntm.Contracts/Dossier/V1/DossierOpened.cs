namespace Ntm.Contracts.Dossier.V1;

/// <summary>A dossier was opened for a unit, a title and a year.</summary>
public sealed record DossierOpened : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Title code, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Year the title is sought for.</summary>
    public required int Year { get; init; }
    public required string PathId { get; init; }
    public required int PathVersion { get; init; }

    /// <summary>Subject of the account that opened it.</summary>
    public required string OpenedBy { get; init; }
}

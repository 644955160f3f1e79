namespace Ntm.Contracts.Dossier.V1;

/// <summary>A criterion that had passed in an earlier revision of the self-assessment no longer passes (rớt chuẩn), and the dossier shows
/// it.</summary>
public sealed record CriterionLossRecorded : IDossierEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required long Sequence { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Number of the criterion, e.g. <c>17</c>.</summary>
    public required string CriterionCode { get; init; }

    /// <summary>Revision of the self-assessment in which it was lost.</summary>
    public required int Revision { get; init; }

    /// <summary>Path of the province that watches over the unit.</summary>
    public required string ProvincePath { get; init; }
}

namespace Ntm.Contracts.Assessment.V1;

/// <summary>A criterion that had passed in an earlier revision no longer passes (rớt chuẩn).</summary>
public sealed record CriterionLost
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string UnitCode { get; init; }
    public required Guid DossierId { get; init; }
    public required string CriterionCode { get; init; }

    /// <summary>Revision in which it was lost.</summary>
    public required int Revision { get; init; }
}

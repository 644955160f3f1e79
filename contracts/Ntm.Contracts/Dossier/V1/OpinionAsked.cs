namespace Ntm.Contracts.Dossier.V1;

/// <summary>Who acts at an open stage asked others for an opinion, or the question went to the unit that took the place of
/// theirs.</summary>
public sealed record OpinionAsked : IOpinionEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }
    public required string UnitName { get; init; }
    public required int Number { get; init; }
    public required string Stage { get; init; }
    public required string StageTitle { get; init; }

    /// <summary>Role that is asked, e.g. <c>appraiser</c>.</summary>
    public required string AskedRole { get; init; }

    /// <summary>Path of the unit at which it is.</summary>
    public required string AskedUnitPath { get; init; }

    /// <summary>Department whose people are asked; null where the role is not divided among departments.</summary>
    public string? AskedDepartment { get; init; }

    /// <summary>First instant that is too late for the answer.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

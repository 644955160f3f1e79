namespace Ntm.Dossier.Domain.Documents;

/// <summary>A file of a document. One that was removed or has lapsed stays, so that it can be read.</summary>
internal sealed record DossierFile
{
    public required Guid Id { get; init; }
    public required string Document { get; init; }
    public required string Name { get; init; }
    public required FileKind Kind { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required long Length { get; init; }
    public required string AddedBy { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Stage at which it was added.</summary>
    public required string Stage { get; init; }

    /// <summary>Round of that stage, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Department in whose share of the stage it was added; null for the stage as a whole and for its consolidation.</summary>
    public string? Department { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>When its stage was to be done anew: from then on it satisfies nothing any more.</summary>
    public DateTimeOffset? LapsedAt { get; init; }
}

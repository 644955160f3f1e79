namespace Ntm.Dossier.Domain.Documents;

/// <summary>A file of a document. A removed one stays, so that a reviewer can see the change.</summary>
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
    public DateTimeOffset? RemovedAt { get; init; }
}

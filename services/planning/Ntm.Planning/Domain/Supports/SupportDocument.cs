namespace Ntm.Planning.Domain.Supports;

/// <summary>A file that proves what was entered of a household, e.g. its application or a photo of the works. Name and content may say who
/// it is: they leave the service in nothing but answers to whoever sees the household.</summary>
internal sealed class SupportDocument : IAudited
{
    /// <summary>Most files of a support.</summary>
    public const int Most = 5;

    public required Guid Id { get; init; }
    public required Guid SupportId { get; init; }

    /// <summary>Name as the file was sent.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its bytes.</summary>
    public required string Hash { get; init; }
    public required string MediaType { get; init; }
    public required long Length { get; init; }
    public required string AddedBy { get; init; }
    public required string AddedByName { get; init; }

    /// <summary>Account in whose place it was added under a letter of delegation; null for none.</summary>
    public string? AddedFor { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    public string AuditKey => $"support/{SupportId:N}/document/{Id:N}";

    /// <summary>Without the name of the file, which may be that of a household: the audit chain is read by more people.</summary>
    public object AuditContent() =>
        new
        {
            Hash,
            MediaType,
            Length,
            AddedBy,
            AddedFor,
            AddedAt,
        };
}

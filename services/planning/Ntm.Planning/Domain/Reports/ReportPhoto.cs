namespace Ntm.Planning.Domain.Reports;

/// <summary>A photo of a report. Its bytes lie in the file store, scaled and without what the camera wrote into them; where and when it
/// was taken stands here alone.</summary>
internal sealed class ReportPhoto : IAudited
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }

    /// <summary>SHA-256 of the bytes that are kept.</summary>
    public required string Hash { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Whether who is shown has agreed; without it the photo stands in no public answer.</summary>
    public required bool Consent { get; init; }
    public required string AddedBy { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When the camera took it; null where it did not say.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Degrees north; null where the camera did not say.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east; null where the camera did not say.</summary>
    public double? Longitude { get; init; }

    public string AuditKey => $"photo/{Id:N}";

    public object AuditContent() =>
        new
        {
            ReportId,
            Hash,
            Consent,
            AddedBy,
            AddedAt,
        };
}

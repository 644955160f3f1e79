using System.Security.Cryptography;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>One file of a submission.</summary>
/// <param name="DocumentKey">Key of the document in the checklist.</param>
/// <param name="FileName">Name given by the person who added it.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Length">Length in bytes.</param>
internal sealed record SubmittedFile(string DocumentKey, string FileName, string Hash, long Length);

/// <summary>The exact content of a submission. Its hash is in the receipt, so both sides can prove the content later.</summary>
internal sealed record SubmissionManifest
{
    public required Guid DossierId { get; init; }
    public required string UnitCode { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }

    /// <summary>Key of the submission stage.</summary>
    public required string Stage { get; init; }

    /// <summary>How often that stage has been opened, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Revision of the self-assessment that goes with the dossier, from 1.</summary>
    public required int AssessmentRevision { get; init; }

    /// <summary>Hash of the values, verdicts and evidence of that revision; null where it is not known.</summary>
    public required string? AssessmentHash { get; init; }

    /// <summary>Hash of the minutes, sheets and count of the survey closed last; null where none is closed.</summary>
    public required string? SurveyHash { get; init; }
    public required IReadOnlyList<SubmittedFile> Files { get; init; }

    /// <summary>SHA-256 of the canonical JSON, lower-case hex; the order of <see cref="Files"/> does not matter.</summary>
    public string ContentHash()
    {
        var ordered = this with
        {
            Files =
            [
                .. Files
                    .OrderBy(file => file.DocumentKey, StringComparer.Ordinal)
                    .ThenBy(file => file.Hash, StringComparer.Ordinal)
                    .ThenBy(file => file.FileName, StringComparer.Ordinal),
            ],
        };
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(ordered)));
    }
}

namespace Ntm.Contracts.Assessment.V1;

/// <summary>A commune submitted one revision of its self-assessment for a dossier.</summary>
public sealed record SelfAssessmentSubmitted
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string UnitCode { get; init; }
    public required Guid DossierId { get; init; }
    public required Guid AssessmentId { get; init; }

    /// <summary>Counts the submissions of this assessment from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Criteria set used, e.g. <c>XA_NTM_2021_2025</c>.</summary>
    public required string CriteriaSet { get; init; }
    public required bool AllCriteriaPassed { get; init; }
    public required IReadOnlyList<AssessedCriterion> Criteria { get; init; }

    /// <summary>Subject of the account that submitted.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>
    /// Subject of the account in whose place it was submitted under a letter of delegation. Null in the submitter's own place, and from
    /// a publisher that did not name it yet.
    /// </summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>
    /// Stages that were open, as far as the assessment service knew, when it was submitted, and ask for criteria. The dossier
    /// takes in what these ask for while they are open. Null from a publisher that did not name them yet.
    /// </summary>
    public IReadOnlyList<NamedStage>? Stages { get; init; }

    /// <summary>
    /// Subjects of the accounts that answer for the values and evidence of the revision: who entered them, and, under a letter of
    /// delegation, in whose place. Null from a publisher that did not name them yet.
    /// </summary>
    public IReadOnlyList<string>? PreparedBy { get; init; }

    /// <summary>Binds the values, verdicts and evidence of the revision. Null from a publisher that did not name it yet.</summary>
    public ContentProof? Proof { get; init; }
}

/// <summary>One criterion (tiêu chí) in a submitted self-assessment.</summary>
/// <param name="Code">Criterion number, e.g. <c>17</c>.</param>
/// <param name="Passed">True only if every indicator that applies passes.</param>
/// <param name="Indicators">Every indicator (chỉ tiêu) of the criterion.</param>
public sealed record AssessedCriterion(string Code, bool Passed, IReadOnlyList<AssessedIndicator> Indicators);

/// <summary>One indicator in a submitted self-assessment.</summary>
/// <param name="Code">Indicator number, e.g. <c>17.6</c>.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c>, <c>missing</c>, <c>undecidable</c> or <c>not-applicable</c>.</param>
/// <param name="Value">The value in Vietnamese form, e.g. <c>82,5 %</c>; null when missing.</param>
/// <param name="EvidenceHashes">SHA-256 of each evidence file, lower-case hex.</param>
public sealed record AssessedIndicator(string Code, string Verdict, string? Value, IReadOnlyList<string> EvidenceHashes);

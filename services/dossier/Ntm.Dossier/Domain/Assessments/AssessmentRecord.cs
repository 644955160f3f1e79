namespace Ntm.Dossier.Domain.Assessments;

/// <summary>The latest submitted self-assessment.</summary>
/// <param name="Revision">Number of the revision.</param>
/// <param name="AllPassed">Whether every criterion passes.</param>
/// <param name="Criteria">Codes of the criteria.</param>
/// <param name="ContentHash">Hash of its values, verdicts and evidence; null from a publisher that did not name it yet.</param>
internal sealed record AssessmentRecord(int Revision, bool AllPassed, IReadOnlyList<string> Criteria, string? ContentHash = null);

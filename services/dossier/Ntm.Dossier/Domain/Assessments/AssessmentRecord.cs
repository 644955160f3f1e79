namespace Ntm.Dossier.Domain.Assessments;

/// <summary>The latest submitted self-assessment.</summary>
internal sealed record AssessmentRecord(int Revision, bool AllPassed, IReadOnlyList<string> Criteria);

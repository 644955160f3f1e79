using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Domain.Assessments;

/// <summary>The criteria of the revisions that the dossier took in, by number of the revision.</summary>
internal sealed class TakenRevisions(IReadOnlyDictionary<int, IReadOnlyList<AssessedCriterion>> revisions)
{
    public static readonly TakenRevisions None = new(new Dictionary<int, IReadOnlyList<AssessedCriterion>>());

    /// <summary>The criteria of a revision; none when it was not taken in.</summary>
    public IReadOnlyList<AssessedCriterion> Of(int revision) => revisions.GetValueOrDefault(revision, []);

    /// <summary>Whether a value or the evidence of a criterion is another than in that revision; a verdict alone is no answer.</summary>
    public bool Differs(int revision, string criterion, IEnumerable<AssessedCriterion> now)
    {
        var (before, after) = (Indicators(Of(revision), criterion), Indicators(now, criterion));
        return before.Count != after.Count
            || after.Any(indicator =>
                !before.TryGetValue(indicator.Key, out var old)
                || old.Value != indicator.Value.Value
                || !old.EvidenceHashes.ToHashSet().SetEquals(indicator.Value.EvidenceHashes)
            );
    }

    private static Dictionary<string, AssessedIndicator> Indicators(IEnumerable<AssessedCriterion> criteria, string code) =>
        (criteria.FirstOrDefault(criterion => criterion.Code == code)?.Indicators ?? []).ToDictionary(indicator => indicator.Code);
}

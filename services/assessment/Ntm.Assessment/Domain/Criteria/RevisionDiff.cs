namespace Ntm.Assessment.Domain.Criteria;

/// <summary>What a submitted revision says of one indicator.</summary>
internal sealed record RevisedIndicator(string Code, Verdict Verdict, string? Value, IReadOnlyList<string> EvidenceHashes);

/// <summary>What a submitted revision says of one criterion.</summary>
internal sealed record RevisedCriterion(string Code, bool Passed, IReadOnlyList<RevisedIndicator> Indicators);

/// <summary>A change of one indicator between two revisions.</summary>
internal sealed record IndicatorChange(
    string Code,
    string? ValueBefore,
    string? ValueAfter,
    Verdict? VerdictBefore,
    Verdict VerdictAfter,
    bool EvidenceChanged
);

/// <summary>What differs between two revisions.</summary>
/// <param name="Changed">Indicators whose value, verdict or evidence differs.</param>
/// <param name="Gained">Criteria that pass now and did not before.</param>
/// <param name="Lost">Criteria that passed before and do not now (rớt chuẩn).</param>
internal sealed record RevisionDiff(IReadOnlyList<IndicatorChange> Changed, IReadOnlyList<string> Gained, IReadOnlyList<string> Lost)
{
    public static RevisionDiff Between(IReadOnlyList<RevisedCriterion> before, IReadOnlyList<RevisedCriterion> after)
    {
        var old = before.SelectMany(criterion => criterion.Indicators).ToDictionary(indicator => indicator.Code);
        var passed = before.Where(criterion => criterion.Passed).Select(criterion => criterion.Code).ToHashSet();
        var changed = after
            .SelectMany(criterion => criterion.Indicators)
            .Select(indicator => Compare(old.GetValueOrDefault(indicator.Code), indicator))
            .OfType<IndicatorChange>()
            .ToList();
        return new RevisionDiff(
            changed,
            after.Where(criterion => criterion.Passed && !passed.Contains(criterion.Code)).Select(criterion => criterion.Code).ToList(),
            after.Where(criterion => !criterion.Passed && passed.Contains(criterion.Code)).Select(criterion => criterion.Code).ToList()
        );
    }

    private static IndicatorChange? Compare(RevisedIndicator? before, RevisedIndicator after)
    {
        var evidenceChanged = !(before?.EvidenceHashes ?? [])
            .Order(StringComparer.Ordinal)
            .SequenceEqual(after.EvidenceHashes.Order(StringComparer.Ordinal));
        return before?.Value == after.Value && before?.Verdict == after.Verdict && !evidenceChanged
            ? null
            : new IndicatorChange(after.Code, before?.Value, after.Value, before?.Verdict, after.Verdict, evidenceChanged);
    }
}

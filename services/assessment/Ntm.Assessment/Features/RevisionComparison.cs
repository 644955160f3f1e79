using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Features;

/// <summary>What changed from one revision to another.</summary>
/// <param name="From">Earlier revision; 0 for none.</param>
/// <param name="To">Later revision.</param>
/// <param name="Changed">Indicators whose value, verdict or evidence differs.</param>
/// <param name="Gained">Criteria that pass now and did not before.</param>
/// <param name="Lost">Criteria that passed before and do not now (rớt chuẩn).</param>
public sealed record RevisionComparison(
    int From,
    int To,
    IReadOnlyList<ChangedIndicator> Changed,
    IReadOnlyList<string> Gained,
    IReadOnlyList<string> Lost
)
{
    internal static RevisionComparison Of(int from, int to, RevisionDiff diff) =>
        new(from, to, [.. diff.Changed.Select(ChangedIndicator.Of)], diff.Gained, diff.Lost);
}

/// <summary>An indicator that differs; verdicts as in the self-assessment.</summary>
/// <param name="Code">Code of the indicator, e.g. <c>1.2</c>.</param>
/// <param name="ValueBefore">Value in the older revision in Vietnamese form; null when there was none.</param>
/// <param name="ValueAfter">Value in the newer revision in Vietnamese form; null when there is none.</param>
/// <param name="VerdictBefore">Verdict in the older revision; null when the indicator was not in it.</param>
/// <param name="VerdictAfter">Verdict in the newer revision.</param>
/// <param name="EvidenceChanged">Whether evidence was added or removed between the two.</param>
public sealed record ChangedIndicator(
    string Code,
    string? ValueBefore,
    string? ValueAfter,
    string? VerdictBefore,
    string VerdictAfter,
    bool EvidenceChanged
)
{
    internal static ChangedIndicator Of(IndicatorChange change) =>
        new(
            change.Code,
            change.ValueBefore,
            change.ValueAfter,
            change.VerdictBefore is { } before ? VerdictName.Of(before) : null,
            VerdictName.Of(change.VerdictAfter),
            change.EvidenceChanged
        );
}

using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>What of an indicator differs between two sets, as columns of the table.</summary>
internal sealed record ChangedIndicator(string Code, IReadOnlyList<string> Columns);

/// <summary>What differs between the set in force before and a new one.</summary>
internal sealed record SetComparison(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<ChangedIndicator> Changed)
{
    public static SetComparison Between(CriteriaSet? before, CriteriaSet after)
    {
        var old = before?.Indicators.ToDictionary(indicator => indicator.Code) ?? [];
        var now = after.Indicators.ToDictionary(indicator => indicator.Code);
        return new SetComparison(
            [.. now.Keys.Where(code => !old.ContainsKey(code))],
            [.. old.Keys.Where(code => !now.ContainsKey(code))],
            [
                .. now
                    .Values.Where(indicator => old.ContainsKey(indicator.Code))
                    .Select(indicator => new ChangedIndicator(indicator.Code, [.. Columns(old[indicator.Code], indicator)]))
                    .Where(change => change.Columns.Count > 0),
            ]
        );
    }

    /// <summary>Vietnamese: how many indicators there are against those of the national frame; null where none is counted.</summary>
    public static string? CountNote(CriteriaSet set, CriteriaSet? frame)
    {
        if (frame?.OfficialIndicators is not { } official)
        {
            return null;
        }

        var criteria = frame.Criteria.Select(criterion => criterion.Code).ToHashSet();
        var count = set.Indicators.Count(indicator =>
            indicator.Kind != IndicatorKind.Criterion && criteria.Contains(indicator.CriterionCode)
        );
        return count == official
            ? $"Đủ {official} chỉ tiêu như {frame.Source}."
            : $"Có {count} chỉ tiêu thuộc các tiêu chí quốc gia; {frame.Source} có {official}. Hãy đối chiếu lại.";
    }

    private static IEnumerable<string> Columns(Indicator before, Indicator after)
    {
        (string Column, bool Differs)[] columns =
        [
            ("text_vi", before.Text != after.Text),
            ("type", before.Kind != after.Kind),
            ("op", before.Op != after.Op),
            ("threshold", before.Threshold?.Text != after.Threshold?.Text || before.NeedsConfirmation != after.NeedsConfirmation),
            ("unit", before.Unit != after.Unit),
            ("sex", before.BySex != after.BySex),
            ("applies", before.Optional != after.Optional),
            ("evidence", before.NeedsEvidence != after.NeedsEvidence),
            ("parts", !before.Parts.SequenceEqual(after.Parts)),
        ];
        return columns.Where(column => column.Differs).Select(column => column.Column);
    }
}

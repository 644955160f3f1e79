using Ntm.Web;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>A value to set in the draft.</summary>
public sealed record IndicatorInput
{
    /// <summary>Indicator, e.g. <c>17.6</c>.</summary>
    [Text(10)]
    public required string Code { get; init; }

    /// <summary>Its value; null clears it.</summary>
    public required IndicatorValue? Value { get; init; }
}

/// <summary>Which values a draft takes together: each of a known indicator, once, of an open criterion, of the indicator's kind.</summary>
internal static class InputCheck
{
    /// <summary>Every fault; none when all values can be put.</summary>
    public static IReadOnlyList<Error> Check(CriteriaSet set, IReadOnlyList<string> editable, IReadOnlyList<IndicatorInput> inputs)
    {
        var seen = new HashSet<string>();
        return [.. inputs.SelectMany((input, index) => Faults(set, editable, input, $"values[{index}]", seen))];
    }

    private static IReadOnlyList<Error> Faults(
        CriteriaSet set,
        IReadOnlyList<string> editable,
        IndicatorInput input,
        string field,
        HashSet<string> seen
    )
    {
        var code = input.Code;
        if (set.Find(code) is not { } indicator)
        {
            return [Error.Invalid("assessment.indicator_unknown", $"Bộ tiêu chí không có chỉ tiêu {code}.", $"{field}.code")];
        }

        if (!seen.Add(code))
        {
            return [Error.Invalid("assessment.indicator_twice", $"Chỉ tiêu {code} có hai lần trong yêu cầu.", $"{field}.code")];
        }

        return !editable.Contains(indicator.CriterionCode) ? [AssessmentErrors.CriterionLocked(indicator.CriterionCode, $"{field}.code")]
            : input.Value is { } value ? [.. ValueCheck.Check(indicator, value, $"{field}.value")]
            : [];
    }
}

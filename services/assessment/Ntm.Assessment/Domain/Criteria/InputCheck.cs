using Ntm.Web;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>A value to set in the draft.</summary>
/// <param name="Code">Indicator, e.g. <c>17.6</c>.</param>
/// <param name="Value">Its value; null clears it.</param>
public sealed record IndicatorInput(string Code, IndicatorValue? Value);

/// <summary>Which values a draft takes together: each of a known indicator, once, of an open criterion, of the indicator's kind.</summary>
internal static class InputCheck
{
    private const int Most = 100;
    private const int LongestCode = 10;

    /// <summary>Every fault; none when all values can be put.</summary>
    public static IReadOnlyList<Error> Check(CriteriaSet set, IReadOnlyList<string> editable, IReadOnlyList<IndicatorInput> inputs)
    {
        if (inputs.Count is 0 or > Most)
        {
            return [Error.Invalid("assessment.values_count", $"Gửi từ 1 đến {Most} giá trị mỗi lần.", "values")];
        }

        var seen = new HashSet<string>();
        return [.. inputs.SelectMany((input, index) => Faults(set, editable, input, $"values[{index}]", seen))];
    }

    private static IReadOnlyList<Error> Faults(
        CriteriaSet set,
        IReadOnlyList<string> editable,
        IndicatorInput? input,
        string field,
        HashSet<string> seen
    )
    {
        if (input is not var (code, value))
        {
            return [AssessmentErrors.NullElement(field)];
        }

        if (set.Find(code) is not { } indicator)
        {
            var shown = code.Length > LongestCode ? code[..LongestCode] : code;
            return [Error.Invalid("assessment.indicator_unknown", $"Bộ tiêu chí không có chỉ tiêu {shown}.", $"{field}.code")];
        }

        if (!seen.Add(code))
        {
            return [Error.Invalid("assessment.indicator_twice", $"Chỉ tiêu {code} có hai lần trong yêu cầu.", $"{field}.code")];
        }

        return !editable.Contains(indicator.CriterionCode) ? [AssessmentErrors.CriterionLocked(indicator.CriterionCode, $"{field}.code")]
            : value is null ? []
            : [.. ValueCheck.Check(indicator, value, $"{field}.value")];
    }
}

using System.Globalization;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>A figure that a province confirms.</summary>
public sealed record ThresholdInput
{
    /// <summary>Criteria set, e.g. <c>XA_NTM_2021_2025</c>, or survey rule, e.g. <c>hd-90-xa</c>.</summary>
    [Text(60)]
    public required string Rule { get; init; }

    /// <summary>Indicator, e.g. <c>2.1</c>, or demand of the survey rule, e.g. <c>overall</c>.</summary>
    [Text(20)]
    public required string Item { get; init; }

    /// <summary>Figure with a decimal point: <c>80</c>, <c>45 / 35</c>, <c>2023 45; 2024 48</c>; a word where nothing is
    /// counted.</summary>
    [Text(200)]
    public required string Threshold { get; init; }
}

/// <summary>A figure of the rules as far as a province may confirm it.</summary>
/// <param name="Kind">Form that the figure has.</param>
/// <param name="Decided">What the rule decides by itself in the region of the province; null where nothing.</param>
/// <param name="ByYear">Whether it may differ from year to year.</param>
internal sealed record ConfirmableThreshold(IndicatorKind Kind, Threshold? Decided, bool ByYear)
{
    /// <summary>Whether the rule has already decided what is to be confirmed. A figure of a year it does not know is open.</summary>
    public bool IsDecided(Threshold given) =>
        Decided is not null
        && (
            Decided.Figures.Count == 0
            || given.Figures.Any(figure => Decided.Figures.Any(known => known.Year is null || known.Year == figure.Year))
        );
}

/// <summary>Which figures a province may confirm.</summary>
internal static class ConfirmationCheck
{
    /// <summary>Faults of the figures.</summary>
    /// <param name="inputs">The figures.</param>
    /// <param name="find">The figure of a rule and item; null where there is none.</param>
    public static IEnumerable<Error> Thresholds(IReadOnlyList<ThresholdInput> inputs, Func<string, string, ConfirmableThreshold?> find)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (index, input) in inputs.Index())
        {
            var field = $"thresholds[{index}]";
            if (!seen.Add((input.Rule, input.Item)))
            {
                yield return Error.Invalid("assessment.threshold_twice", "Ngưỡng này có hai lần trong yêu cầu.", $"{field}.item");
            }
            else if (FaultOf(input, field, find(input.Rule, input.Item)) is { } error)
            {
                yield return error;
            }
        }
    }

    private static Error? FaultOf(ThresholdInput input, string field, ConfirmableThreshold? known)
    {
        if (known is null)
        {
            return Error.Invalid(
                "assessment.threshold_unknown",
                "Không có chỉ tiêu hoặc yêu cầu khảo sát này trong bộ quy định.",
                $"{field}.item"
            );
        }

        var given =
            known.ByYear || known.Kind == IndicatorKind.Boolean || IsOneNumber(input.Threshold)
                ? Threshold.Parse(known.Kind, input.Threshold)
                : null;
        return given is { } read
            ? known.IsDecided(read)
                ? Error.Conflict(
                    "assessment.threshold_decided",
                    "Ngưỡng này đã do văn bản quốc gia quy định cho vùng và năm đó; tỉnh không xác nhận lại.",
                    $"{field}.item"
                )
                : null
            : Error.Invalid(
                "assessment.threshold_form",
                "Ngưỡng không đúng dạng của chỉ tiêu: số dùng dấu chấm thập phân; hai số viết \"45 / 35\"; theo năm viết \"2023 45; "
                    + "2024 48\".",
                $"{field}.threshold"
            );
    }

    private static bool IsOneNumber(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}

using System.Globalization;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>One figure of a threshold; without year, region or group it holds for all.</summary>
internal sealed record ThresholdFigure(decimal Value, decimal? Second = null, int? Year = null, string? Region = null, int? Group = null);

/// <summary>
/// The threshold of an indicator. Written form: <c>80</c>; <c>45 / 35</c> for two numbers;
/// <c>2024 48; 2025 51</c> by year; <c>BAC_TRUNG_BO 2024 48</c> by region and year; a word such as <c>Khá</c> where there is nothing to
/// count.
/// </summary>
internal sealed record Threshold(string Text, IReadOnlyList<ThresholdFigure> Figures)
{
    private const decimal Largest = 1_000_000_000m;

    public ThresholdFigure? For(JudgedFor judgedFor) => For(judgedFor.Year, judgedFor.Region, judgedFor.Group);

    /// <summary>The figure for a year, region and commune group, the most exact first; null if there is none.</summary>
    public ThresholdFigure? For(int year, string? region, int? group = null) =>
        Figures
            .Where(figure => (figure.Year is null || figure.Year == year) && (figure.Region is null || figure.Region == region))
            .Where(figure => figure.Group is null || figure.Group == group)
            .OrderByDescending(figure => (figure.Region is null ? 0 : 1) + (figure.Year is null ? 0 : 1))
            .FirstOrDefault();

    /// <summary>Reads the written form; null if it is none for this kind of indicator.</summary>
    public static Threshold? Parse(IndicatorKind kind, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > 200)
        {
            return null;
        }

        if (kind is IndicatorKind.Boolean or IndicatorKind.Composite or IndicatorKind.Criterion)
        {
            return new Threshold(trimmed, []);
        }

        var figures = trimmed.Split(';', StringSplitOptions.TrimEntries).Select(part => ParseFigure(kind, part)).ToList();
        return figures.Contains(null) ? null : new Threshold(trimmed, figures.OfType<ThresholdFigure>().ToList());
    }

    private static ThresholdFigure? ParseFigure(IndicatorKind kind, string text)
    {
        if (kind == IndicatorKind.Percent2)
        {
            var pair = text.Split('/', StringSplitOptions.TrimEntries);
            return pair is [var first, var second] && Figure(first, 100m) is { } one && Figure(second, 100m) is { } two
                ? new ThresholdFigure(one, two)
                : null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var region = words.Count > 1 && char.IsAsciiLetterUpper(words[0][0]) ? words[0] : null;
        words.RemoveRange(0, region is null ? 0 : 1);
        int? year = null;
        if (words.Count == 2)
        {
            if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || parsed is < 2000 or > 2100)
            {
                return null;
            }

            year = parsed;
            words.RemoveAt(0);
        }

        return
            words is [var only]
            && (kind == IndicatorKind.Growth ? GrowthRate.Read(only) : Figure(only, kind == IndicatorKind.Percent ? 100m : Largest))
                is { } value
            && (kind != IndicatorKind.Count || value == decimal.Truncate(value))
            ? new ThresholdFigure(value, null, year, region)
            : null;
    }

    private static decimal? Figure(string text, decimal largest) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value <= largest
        && value.Scale <= 4
            ? value
            : null;
}

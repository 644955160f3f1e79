namespace Ntm.Assessment.Domain.Criteria;

/// <summary>How the value of an indicator is given.</summary>
internal enum IndicatorKind
{
    /// <summary>Reached or not.</summary>
    Boolean,

    /// <summary>A share, given as numerator and denominator so that the threshold is met exactly or not at all.</summary>
    Percent,

    /// <summary>Two shares of one whole, the second being part of the first ("45 / 35").</summary>
    Percent2,

    /// <summary>Whole number of things.</summary>
    Count,

    /// <summary>Measured number with a unit.</summary>
    Number,

    /// <summary>Amount of money, its threshold by year and region.</summary>
    Currency,

    /// <summary>Rate of growth in percent: may exceed 100 or be negative, so it is no share.</summary>
    Growth,

    /// <summary>Several conditions that must all hold.</summary>
    Composite,

    /// <summary>A whole criterion whose indicators are not known; reached or not.</summary>
    Criterion,
}

/// <summary>How a value is held against its threshold.</summary>
internal enum Comparison
{
    Equal,
    AtLeast,
    AtMost,
    MoreThan,
}

/// <summary>One indicator (chỉ tiêu) of a criteria set, as a row of its data file.</summary>
internal sealed record Indicator
{
    /// <summary>Number in the set, e.g. <c>17.6</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Official text.</summary>
    public required string Text { get; init; }
    public required IndicatorKind Kind { get; init; }
    public required Comparison Op { get; init; }

    /// <summary>Null where the province sets it or where it is unknown.</summary>
    public Threshold? Threshold { get; init; }

    /// <summary>True where the law leaves the threshold to the province.</summary>
    public bool SetByProvince { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>True where men and women must each reach the threshold.</summary>
    public bool BySex { get; init; }

    /// <summary>True for "nếu có": may be declared not applicable with a reason.</summary>
    public bool Optional { get; init; }

    /// <summary>True where no value counts without a file that proves it.</summary>
    public bool NeedsEvidence { get; init; }

    /// <summary>Conditions of a composite indicator.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
    public string Note { get; init; } = "";

    /// <summary>Where the threshold comes from: <c>V…</c> read at its source, <c>S…</c> in the province's papers, <c>M</c> known, <c>M?</c>
    /// and <c>?</c> unconfirmed.</summary>
    public required string Mark { get; init; }

    /// <summary>Region whose figures the threshold holds; null where they hold for every region.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the figure depends on the group (1, 2, 3) that the commune belongs to.</summary>
    public bool ByGroup => Threshold is { } known && known.Figures.Any(figure => figure.Group is not null);

    public string CriterionCode => Code.Split('.')[0];

    /// <summary>Until the province confirms it by a numbered document, the indicator may be shown but never decides.</summary>
    public bool NeedsConfirmation => Threshold is null || Mark.Contains('?');

    /// <summary>What the set itself decides in a region, and no province confirms anew; null where it decides nothing there.</summary>
    public Threshold? DecidedIn(string? region) =>
        NeedsConfirmation ? null
        : Threshold!.Figures.Count == 0 ? Threshold
        : Region is not null && Region != region ? null
        : Threshold with { Figures = [.. Threshold.Figures.Where(figure => figure.Region is null || figure.Region == region)] };

    /// <summary>Whether the set itself has the figure for this year, region and group.</summary>
    public bool Decides(JudgedFor judgedFor) =>
        DecidedIn(judgedFor.Region) is { } decided && (decided.Figures.Count == 0 || decided.For(judgedFor) is not null);
}

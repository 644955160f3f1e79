using Ntm.Web;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>
/// Value of one indicator. Which fields belong depends on the kind of the indicator:
/// <c>met</c> (boolean, criterion); <c>numerator</c>, <c>denominator</c> (percent); with <c>secondNumerator</c> (two numbers);
/// <c>number</c> (count, number, currency, growth); <c>parts</c> (composite, one answer a condition, null while open);
/// <c>male</c>, <c>female</c> (by sex); <c>notApplicable</c> with <c>reason</c> ("nếu có").
/// Numbers are 0 to 1 000 000 000 000 with at most 4 decimals; a growth rate is −100 to 100 000 percent.
/// </summary>
public sealed record IndicatorValue
{
    /// <summary>Whether it is met, for a boolean or criterion.</summary>
    public bool? Met { get; init; }

    /// <summary>Part of <see cref="Denominator"/> that meets the condition, for a percentage.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Part of <see cref="Numerator"/> that also meets the second condition.</summary>
    public decimal? SecondNumerator { get; init; }

    /// <summary>Whole that the percentage is of, above 0.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>The figure, in the unit of the indicator.</summary>
    public decimal? Number { get; init; }

    /// <summary>One answer a condition of a composite, in their order; null while open.</summary>
    public IReadOnlyList<bool?>? Parts { get; init; }

    /// <summary>Share of men, for a percentage by sex.</summary>
    public ShareValue? Male { get; init; }

    /// <summary>Share of women, for a percentage by sex.</summary>
    public ShareValue? Female { get; init; }

    /// <summary>True when the indicator does not apply ("nếu có").</summary>
    public bool NotApplicable { get; init; }

    /// <summary>Why the indicator does not apply, 1 to 500 characters.</summary>
    [Text(500, Optional = true)]
    public string? Reason { get; init; }
}

/// <summary>A share of men or of women.</summary>
public sealed record ShareValue
{
    /// <summary>Part that meets the condition, 0 to <see cref="Denominator"/>.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Whole that the share is of, above 0.</summary>
    public decimal? Denominator { get; init; }
}

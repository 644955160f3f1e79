namespace Ntm.Assessment.Domain.Criteria;

/// <summary>
/// Value of one indicator. Which fields belong depends on the kind of the indicator:
/// <c>met</c> (boolean, criterion); <c>numerator</c>, <c>denominator</c> (percent); with <c>secondNumerator</c> (two numbers);
/// <c>number</c> (count, number, currency); <c>parts</c> (composite, one answer a condition, null while open);
/// <c>male</c>, <c>female</c> (by sex); <c>notApplicable</c> with <c>reason</c> ("nếu có").
/// Numbers are 0 to 1 000 000 000 000 with at most 4 decimals.
/// </summary>
public sealed record IndicatorValue
{
    public bool? Met { get; init; }
    public decimal? Numerator { get; init; }

    /// <summary>Part of <see cref="Numerator"/> that also meets the second condition.</summary>
    public decimal? SecondNumerator { get; init; }
    public decimal? Denominator { get; init; }
    public decimal? Number { get; init; }
    public IReadOnlyList<bool?>? Parts { get; init; }
    public ShareValue? Male { get; init; }
    public ShareValue? Female { get; init; }
    public bool NotApplicable { get; init; }

    /// <summary>Why the indicator does not apply, 1 to 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A share of men or of women.</summary>
public sealed record ShareValue
{
    public decimal? Numerator { get; init; }
    public decimal? Denominator { get; init; }
}

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>One criterion (tiêu chí) and its indicators; it passes only if all of them do.</summary>
internal sealed record Criterion(string Code, string Name, IReadOnlyList<Indicator> Indicators);

/// <summary>A criteria set in force between two legal days, both included.</summary>
internal sealed record CriteriaSet
{
    /// <summary>E.g. <c>XA_NTM_2021_2025</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Title it is applied for, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }
    public required string Name { get; init; }

    /// <summary><c>commune</c>, <c>district</c> or <c>village</c>.</summary>
    public required string Level { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>Legal source.</summary>
    public required string Source { get; init; }

    /// <summary>Code of the province that issued it; null for a national set.</summary>
    public string? Province { get; init; }

    /// <summary>Code of the national set that it extends; null where it stands alone.</summary>
    public string? Extends { get; init; }

    /// <summary>Number of indicators that the legal source itself counts; null where it is not known or not checked.</summary>
    public int? OfficialIndicators { get; init; }
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    public bool InForceOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public IEnumerable<Indicator> Indicators => Criteria.SelectMany(criterion => criterion.Indicators);

    public Indicator? Find(string code) => Indicators.FirstOrDefault(indicator => indicator.Code == code);
}

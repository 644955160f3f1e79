using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Features;

/// <summary>A criteria set, without its criteria.</summary>
public sealed record CriteriaSetSummary(
    string Code,
    string Title,
    string Name,
    string Level,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    int Criteria,
    int Indicators
)
{
    internal static CriteriaSetSummary Of(CriteriaSet set) =>
        new(set.Code, set.Title, set.Name, set.Level, set.ValidFrom, set.ValidTo, set.Source, set.Criteria.Count, set.Indicators.Count());
}

/// <summary>A criteria set, whole, and what is not decidable in a province on a day.</summary>
public sealed record CriteriaSetView(
    CriteriaSetSummary Summary,
    DateOnly Day,
    string? Province,
    IReadOnlyList<string> Undecidable,
    IReadOnlyList<RuleCriterion> Criteria
);

/// <summary>A criterion of a set.</summary>
public sealed record RuleCriterion(string Code, string Name, IReadOnlyList<RuleIndicator> Indicators);

/// <summary>An indicator of a set with its rule, source mark and, if the province confirmed it, the document.</summary>
public sealed record RuleIndicator
{
    public required string Code { get; init; }
    public required string Text { get; init; }

    /// <summary>As in the self-assessment.</summary>
    public required string Type { get; init; }
    public required bool BySex { get; init; }
    public required bool IfAny { get; init; }
    public required IReadOnlyList<string> Parts { get; init; }
    public required string Unit { get; init; }
    public required string Threshold { get; init; }

    /// <summary><c>V…</c> read at its source, <c>S…</c> in the province's papers, <c>M</c> known, <c>M?</c> and <c>?</c>
    /// unconfirmed.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether it can be decided in the province on the day.</summary>
    public required bool Decidable { get; init; }
    public required string? Reason { get; init; }
    public required string? DocumentNumber { get; init; }
    public required DateOnly? DocumentDate { get; init; }

    internal static RuleIndicator Of(Indicator indicator, JudgedFor judgedFor, string region, Confirmation? confirmation)
    {
        var reason = Judgement.WhyUndecidable(indicator, judgedFor, region, confirmation);
        return new RuleIndicator
        {
            Code = indicator.Code,
            Text = indicator.Text,
            Type = indicator.Kind.ToString().ToLowerInvariant(),
            BySex = indicator.BySex,
            IfAny = indicator.Optional,
            Parts = indicator.Parts,
            Unit = indicator.Unit,
            Threshold = Judgement.Describe(indicator, Judgement.InForce(indicator, confirmation), judgedFor),
            Mark = indicator.Mark,
            Decidable = reason is null,
            Reason = reason,
            DocumentNumber = confirmation?.DocumentNumber,
            DocumentDate = confirmation?.DocumentDate,
        };
    }
}

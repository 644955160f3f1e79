using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Features;

/// <summary>A criteria set, whole, and what is not decidable in a province on a day.</summary>
/// <param name="Summary">The set without its criteria.</param>
/// <param name="Day">Legal day the question is about.</param>
/// <param name="Province">Code of the province the question is about; null for none.</param>
/// <param name="Undecidable">Codes of the indicators whose threshold the province has not confirmed.</param>
/// <param name="Criteria">The criteria, each with its indicators.</param>
public sealed record CriteriaSetView(
    CriteriaSetSummary Summary,
    DateOnly Day,
    string? Province,
    IReadOnlyList<string> Undecidable,
    IReadOnlyList<RuleCriterion> Criteria
);

/// <summary>A criterion of a set.</summary>
/// <param name="Code">Number of the criterion, e.g. <c>1</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Indicators">Its indicators with their rules.</param>
public sealed record RuleCriterion(string Code, string Name, IReadOnlyList<RuleIndicator> Indicators);

/// <summary>An indicator of a set with its rule, the certainty of its source and, if the province confirmed it, the document.</summary>
public sealed record RuleIndicator
{
    /// <summary>Code of the indicator, e.g. <c>1.2</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Vietnamese text of the indicator.</summary>
    public required string Text { get; init; }

    /// <summary>As in the self-assessment.</summary>
    public required string Type { get; init; }

    /// <summary>Whether men and women are counted apart.</summary>
    public required bool BySex { get; init; }

    /// <summary>May be declared not applicable ("nếu có").</summary>
    public required bool IfAny { get; init; }

    /// <summary>Whether its value counts only with evidence.</summary>
    public required bool NeedsEvidence { get; init; }

    /// <summary>Vietnamese texts of the conditions of a composite; empty otherwise.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Unit of the figure in Vietnamese; empty without one.</summary>
    public required string Unit { get; init; }

    /// <summary>Rule in words, e.g. <c>≥ 80 %</c>.</summary>
    public required string Threshold { get; init; }

    /// <summary><c>V…</c> read at its source, <c>S…</c> in the province's papers, <c>M</c> known, <c>M?</c> and <c>?</c>
    /// unconfirmed.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether it can be decided in the province on the day.</summary>
    public required bool Decidable { get; init; }

    /// <summary>Vietnamese: why it is not decidable; null otherwise.</summary>
    public required string? Reason { get; init; }

    /// <summary>Number of the province's document that confirmed it; null without one.</summary>
    public required string? DocumentNumber { get; init; }

    /// <summary>Day of that document; null without one.</summary>
    public required DateOnly? DocumentDate { get; init; }

    internal static RuleIndicator Of(Indicator indicator, JudgedFor judgedFor, Confirmation? confirmation)
    {
        var reason = Judgement.WhyUndecidable(indicator, judgedFor, confirmation);
        var document = indicator.Decides(judgedFor) ? null : confirmation;
        return new RuleIndicator
        {
            Code = indicator.Code,
            Text = indicator.Text,
            Type = indicator.Kind.ToString().ToLowerInvariant(),
            BySex = indicator.BySex,
            IfAny = indicator.Optional,
            NeedsEvidence = indicator.NeedsEvidence,
            Parts = indicator.Parts,
            Unit = indicator.Unit,
            Threshold = Judgement.Describe(indicator, Judgement.InForce(indicator, judgedFor, confirmation), judgedFor),
            Mark = indicator.Mark,
            Decidable = reason is null,
            Reason = reason,
            DocumentNumber = document?.DocumentNumber,
            DocumentDate = document?.DocumentDate,
        };
    }
}

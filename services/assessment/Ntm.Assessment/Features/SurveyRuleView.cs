using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;

namespace Ntm.Assessment.Features;

/// <summary>A rule on satisfaction surveys and what of it is not decidable in a province on a day.</summary>
/// <param name="Code">Code of the rule.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c>.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force; null while open.</param>
/// <param name="Source">Legal document it is from.</param>
/// <param name="Demands">Its demands.</param>
/// <param name="Ballot">The ballot; null where there is none for the title.</param>
public sealed record SurveyRuleView(
    string Code,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    IReadOnlyList<DemandView> Demands,
    BallotView? Ballot
)
{
    internal static SurveyRuleView Of(SurveyRule rule, QuestionSet? questions, IReadOnlyDictionary<string, Confirmation> confirmations) =>
        new(
            rule.Code,
            rule.Title,
            rule.ValidFrom,
            rule.ValidTo,
            rule.Source,
            [.. rule.Demands.Select(demand => DemandView.Of(demand, confirmations.GetValueOrDefault(demand.Code)))],
            questions is null ? null : BallotView.Of(questions, confirmations.GetValueOrDefault(QuestionSet.Wording))
        );
}

/// <summary>The ballot of a survey rule.</summary>
/// <param name="Code">Its code, under which the province confirms the wording as item <c>ballot</c>.</param>
/// <param name="Source">Where the wording is from.</param>
/// <param name="Mark">Certainty of its source, as of an indicator in a criteria set.</param>
/// <param name="Reason">Vietnamese: why answers to it decide nothing yet; null otherwise.</param>
/// <param name="DocumentNumber">Number of the province's document that confirmed it; null without one.</param>
/// <param name="Questions">The questions in their order.</param>
public sealed record BallotView(
    string Code,
    string Source,
    string Mark,
    string? Reason,
    string? DocumentNumber,
    IReadOnlyList<string> Questions
)
{
    internal static BallotView Of(QuestionSet questions, Confirmation? confirmation) =>
        new(
            questions.Code,
            questions.Source,
            questions.Mark,
            SurveyOutcome.WordingReason(questions, confirmation),
            confirmation?.DocumentNumber,
            [.. questions.Questions.Select(question => question.Text)]
        );
}

/// <summary>One demand of a rule.</summary>
public sealed record DemandView
{
    /// <summary><c>sample</c>, <c>overall</c> or <c>content</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>participation</c>, <c>overall</c> or <c>content</c>.</summary>
    public required string Measure { get; init; }

    /// <summary><c>unit</c>, <c>commune</c> or <c>village</c>: each of these by itself.</summary>
    public required string Per { get; init; }

    /// <summary>E.g. <c>≥ 90 %</c>; null while not decidable.</summary>
    public required string? Demanded { get; init; }

    /// <summary>Certainty of its source, as of an indicator in a criteria set.</summary>
    public required string Mark { get; init; }

    /// <summary>Vietnamese: why it is not decidable; null otherwise.</summary>
    public required string? Reason { get; init; }

    /// <summary>Number of the province's document that confirmed it; null without one.</summary>
    public required string? DocumentNumber { get; init; }

    /// <summary>Day of that document; null without one.</summary>
    public required DateOnly? DocumentDate { get; init; }

    internal static DemandView Of(SurveyDemand demand, Confirmation? confirmation)
    {
        var (value, reason) = SurveyOutcome.InForce(demand, confirmation);
        return new DemandView
        {
            Code = demand.Code,
            Measure = demand.Measure.ToString().ToLowerInvariant(),
            Per = demand.Per.ToString().ToLowerInvariant(),
            Demanded = value is null ? null : SurveyOutcome.Describe(demand.Op, value.Value),
            Mark = demand.Mark,
            Reason = reason,
            DocumentNumber = confirmation?.DocumentNumber,
            DocumentDate = confirmation?.DocumentDate,
        };
    }
}

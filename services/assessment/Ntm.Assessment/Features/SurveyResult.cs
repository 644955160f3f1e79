namespace Ntm.Assessment.Features;

/// <summary>What the count came to.</summary>
public sealed record SurveyResult
{
    /// <summary>Whether every demand of the rule is met; null while one waits for the province.</summary>
    public required bool? Met { get; init; }

    /// <summary>Satisfied answers to the overall question, 0 to 100, cut after two decimals.</summary>
    public required decimal OverallRate { get; init; }

    /// <summary>Each demand of the rule held against the count.</summary>
    public required IReadOnlyList<DemandOutcome> Demands { get; init; }

    /// <summary>Sums for the whole unit.</summary>
    public required PlaceTotals Unit { get; init; }

    /// <summary>Sums for each commune.</summary>
    public required IReadOnlyList<PlaceTotals> Communes { get; init; }

    /// <summary>Sums for each village; for who is not of the Fatherland Front without those of fewer than five valid ballots.</summary>
    public required IReadOnlyList<PlaceTotals> Villages { get; init; }

    /// <summary>Why people were not satisfied: word for word for the Fatherland Front, without names for the officers and the leader of the
    /// commune, for nobody else.</summary>
    public required IReadOnlyList<QuestionReasons> Reasons { get; init; }
}

/// <summary>One demand held against the count; <c>Met</c> is null and <c>Reason</c> says why while it is not confirmed.</summary>
/// <param name="Code">Code of the demand: <c>sample</c>, <c>overall</c> or <c>content</c>.</param>
/// <param name="Met">Whether it is met; null while the province has not confirmed it.</param>
/// <param name="Demanded">Demand in words, e.g. <c>≥ 90 %</c>; null while not decidable.</param>
/// <param name="Reason">Vietnamese: why it is not decidable; null otherwise.</param>
/// <param name="Shortfalls">Vietnamese: places or questions that fall short, each with its figure.</param>
public sealed record DemandOutcome(string Code, bool? Met, string? Demanded, string? Reason, IReadOnlyList<string> Shortfalls);

/// <summary>Sums for a village, a commune or the unit.</summary>
/// <param name="Code">Official code of the village, commune or unit.</param>
/// <param name="Households">Households in all.</param>
/// <param name="Issued">Ballots given out.</param>
/// <param name="Returned">Ballots that came back.</param>
/// <param name="Valid">Valid ballots.</param>
/// <param name="Invalid">Invalid ballots.</param>
/// <param name="Participation">Share of the households whose ballot came back, e.g. <c>92,5 %</c>.</param>
/// <param name="Questions">The answers to each question.</param>
public sealed record PlaceTotals(
    string Code,
    int Households,
    int Issued,
    int Returned,
    int Valid,
    int Invalid,
    string Participation,
    IReadOnlyList<QuestionRate> Questions
);

/// <summary>One question's answers and the share satisfied, e.g. <c>92,5 %</c>.</summary>
/// <param name="Question">Code of the question, e.g. <c>q1</c>.</param>
/// <param name="Satisfied">Ballots that are satisfied.</param>
/// <param name="NotSatisfied">Ballots that are not satisfied.</param>
/// <param name="Rate">Share satisfied, e.g. <c>92,5 %</c>.</param>
public sealed record QuestionRate(string Question, int Satisfied, int NotSatisfied, string Rate);

/// <summary>Why people were not satisfied, by question.</summary>
/// <param name="Question">Code of the question, e.g. <c>q1</c>.</param>
/// <param name="Reasons">Reasons as written on the ballots.</param>
public sealed record QuestionReasons(string Question, IReadOnlyList<string> Reasons);

using Ntm.Assessment.Domain.Surveys;

namespace Ntm.Assessment.Features;

/// <summary>A survey as the caller may see it: all of it for the Fatherland Front, the published result for others.</summary>
public sealed record SurveyView
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Round of the survey stage, from 1.</summary>
    public required int Round { get; init; }
    public required string UnitCode { get; init; }
    public required string Title { get; init; }

    /// <summary><c>open</c>, <c>closed</c> with minutes, or <c>ended</c> without.</summary>
    public required string State { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Version of the ballot; null where none was in force.</summary>
    public required string? QuestionSet { get; init; }
    public required IReadOnlyList<QuestionView> Questions { get; init; }

    /// <summary>Rule in force on the day the dossier was opened; null where none was.</summary>
    public required SurveyRuleView? Rule { get; init; }

    /// <summary>Villages and their sheets; empty for who is not of the Fatherland Front.</summary>
    public required IReadOnlyList<VillageView> Villages { get; init; }

    /// <summary>Villages of the opening day that no sheet counts for yet.</summary>
    public required IReadOnlyList<string> MissingVillages { get; init; }
    public required SurveyResult? Result { get; init; }
    public required MinutesView? Minutes { get; init; }

    /// <summary>What the caller may do now: <c>put-sheet</c>, <c>close</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }
}

/// <summary>A question of the ballot; the overall one asks about recognition as a whole.</summary>
public sealed record QuestionView(string Code, string Text, bool Overall);

/// <summary>A village of the surveyed unit, or one that took the place of such, and its last sheet.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="CommuneCode">Commune on the day the round opened.</param>
/// <param name="Sheet">The last sheet; null until entered.</param>
/// <param name="Replaced">Earlier sheets under this code.</param>
/// <param name="Covers">Villages of the opening day that a sheet entered now would count for.</param>
/// <param name="Counted">Whether the sheet is in the count; one that a later sheet of a merged village covers is not.</param>
public sealed record VillageView(
    string Code,
    string Name,
    string CommuneCode,
    VillageSheet? Sheet,
    int Replaced,
    IReadOnlyList<string> Covers,
    bool Counted
);

/// <summary>The minutes with which it was closed.</summary>
public sealed record MinutesView(
    string Number,
    DateOnly Date,
    IReadOnlyList<Signatory> Signatories,
    string ClosedByName,
    DateTimeOffset ClosedAt
);

/// <summary>What the count came to.</summary>
public sealed record SurveyResult
{
    /// <summary>Whether every demand of the rule is met; null while one waits for the province.</summary>
    public required bool? Met { get; init; }

    /// <summary>Satisfied answers to the overall question, 0 to 100, cut after two decimals.</summary>
    public required decimal OverallRate { get; init; }
    public required IReadOnlyList<DemandOutcome> Demands { get; init; }
    public required PlaceTotals Unit { get; init; }
    public required IReadOnlyList<PlaceTotals> Communes { get; init; }
    public required IReadOnlyList<PlaceTotals> Villages { get; init; }
    public required IReadOnlyList<QuestionReasons> Reasons { get; init; }
}

/// <summary>One demand held against the count; <c>Met</c> is null and <c>Reason</c> says why while it is not confirmed.</summary>
public sealed record DemandOutcome(string Code, bool? Met, string? Demanded, string? Reason, IReadOnlyList<string> Shortfalls);

/// <summary>Sums for a village, a commune or the unit.</summary>
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
public sealed record QuestionRate(string Question, int Satisfied, int NotSatisfied, string Rate);

/// <summary>Why people were not satisfied, by question.</summary>
public sealed record QuestionReasons(string Question, IReadOnlyList<string> Reasons);

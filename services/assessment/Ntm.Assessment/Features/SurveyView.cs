using Ntm.Assessment.Domain.Surveys;

namespace Ntm.Assessment.Features;

/// <summary>A survey as the caller may see it: all of it for the Fatherland Front, the published result for others.</summary>
public sealed record SurveyView
{
    /// <summary>Id of the survey.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the dossier it belongs to.</summary>
    public required Guid DossierId { get; init; }

    /// <summary>Round of the survey stage, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Official code of the unit surveyed.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Title sought, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }

    /// <summary><c>open</c>, <c>closed</c> with minutes, or <c>ended</c> without.</summary>
    public required string State { get; init; }

    /// <summary>Instant of opening, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Version of the ballot; null where none was in force.</summary>
    public required string? QuestionSet { get; init; }

    /// <summary>Questions of the ballot.</summary>
    public required IReadOnlyList<QuestionView> Questions { get; init; }

    /// <summary>Rule in force on the day the dossier was opened; null where none was.</summary>
    public required SurveyRuleView? Rule { get; init; }

    /// <summary>Villages and their sheets; empty for who is not of the Fatherland Front.</summary>
    public required IReadOnlyList<VillageView> Villages { get; init; }

    /// <summary>Villages of the opening day that no sheet counts for yet.</summary>
    public required IReadOnlyList<string> MissingVillages { get; init; }

    /// <summary>What the count came to; null for who may not see it yet.</summary>
    public required SurveyResult? Result { get; init; }

    /// <summary>Minutes with which it was closed; null before.</summary>
    public required MinutesView? Minutes { get; init; }

    /// <summary>What the caller may do now: <c>put-sheet</c>, <c>close</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }
}

/// <summary>A question of the ballot; the overall one asks about recognition as a whole.</summary>
/// <param name="Code">Code of the question, e.g. <c>q1</c>.</param>
/// <param name="Text">Vietnamese text of the question.</param>
/// <param name="Overall">Whether it is the overall question.</param>
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
/// <param name="Number">Number of the minutes.</param>
/// <param name="Date">Day of the minutes.</param>
/// <param name="Signatories">Who signed them.</param>
/// <param name="ClosedByName">Name of who closed the survey.</param>
/// <param name="ClosedAt">Instant of closing, UTC.</param>
public sealed record MinutesView(
    string Number,
    DateOnly Date,
    IReadOnlyList<Signatory> Signatories,
    string ClosedByName,
    DateTimeOffset ClosedAt
);

using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>What a demand of a survey rule measures.</summary>
internal enum SurveyMeasure
{
    /// <summary>Returned ballots as a share of households.</summary>
    Participation,

    /// <summary>Satisfied answers to the overall question as a share of its answers.</summary>
    Overall,

    /// <summary>The same for each question but the overall one.</summary>
    Content,
}

/// <summary>For which part of the surveyed unit a demand must hold, each by itself.</summary>
internal enum SurveyScope
{
    Unit,
    Commune,
    Village,
}

/// <summary>One demand of a survey rule, e.g. overall ≥ 90 % for the unit.</summary>
internal sealed record SurveyDemand
{
    /// <summary><c>sample</c>, <c>overall</c> or <c>content</c>; unique in its rule.</summary>
    public required string Code { get; init; }
    public required SurveyMeasure Measure { get; init; }
    public required SurveyScope Per { get; init; }
    public required Comparison Op { get; init; }

    /// <summary>Percent, 0 to 100; null where unknown.</summary>
    public decimal? Value { get; init; }
    public required string Mark { get; init; }
    public string Note { get; init; } = "";

    /// <summary>Until the province confirms it by a numbered document, the demand cannot decide.</summary>
    public bool NeedsConfirmation => Value is null || Mark.Contains('?');
}

/// <summary>A rule on satisfaction surveys for a title, in force between two legal days, both included.</summary>
internal sealed record SurveyRule
{
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>Legal source.</summary>
    public required string Source { get; init; }
    public required IReadOnlyList<SurveyDemand> Demands { get; init; }

    public bool InForceOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>One question of a ballot.</summary>
internal sealed record SurveyQuestion
{
    public required string Code { get; init; }
    public required string Text { get; init; }

    /// <summary>True for the one that asks about recognition as a whole; always the last.</summary>
    public bool Overall { get; init; }
}

/// <summary>A version of the ballot, in force between two legal days, both included.</summary>
internal sealed record QuestionSet
{
    /// <summary>What a province confirms of a ballot whose wording no readable source has: that this is the one it used.</summary>
    public const string Wording = "ballot";

    public required string Code { get; init; }
    public required IReadOnlyList<string> Titles { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
    public required string Mark { get; init; }
    public required IReadOnlyList<SurveyQuestion> Questions { get; init; }

    /// <summary>Until the province confirms the wording by a numbered document, what was answered to it cannot decide.</summary>
    public bool NeedsConfirmation => Mark.Contains('?');

    public bool InForceOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

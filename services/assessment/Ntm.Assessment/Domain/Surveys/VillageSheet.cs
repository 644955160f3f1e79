namespace Ntm.Assessment.Domain.Surveys;

/// <summary>The count of one village's ballots. Whole numbers from 0 to 100 000.</summary>
/// <example>
/// { "households": 120, "issued": 118, "returned": 116, "valid": 115, "invalid": 1, "answers": [{"question": "q1", "satisfied":
/// 110, "notSatisfied": 5, "reasons": ["Đường thôn còn hẹp"]}] }
/// </example>
public sealed record VillageSheet
{
    /// <summary>Households of the village.</summary>
    public required int Households { get; init; }

    /// <summary>Ballots handed out, one a household at most.</summary>
    public required int Issued { get; init; }

    /// <summary>Ballots that came back.</summary>
    public required int Returned { get; init; }

    /// <summary>Ballots that count.</summary>
    public required int Valid { get; init; }

    /// <summary>Ballots that do not; with <see cref="Valid"/> they make up <see cref="Returned"/>.</summary>
    public required int Invalid { get; init; }

    /// <summary>One answer a question of the ballot.</summary>
    public required IReadOnlyList<QuestionCount> Answers { get; init; }
}

/// <summary>How one question was answered in a village.</summary>
public sealed record QuestionCount
{
    /// <summary>Code of the question, e.g. <c>q1</c>.</summary>
    public required string Question { get; init; }

    /// <summary>Ballots that are satisfied, 0 or more.</summary>
    public required int Satisfied { get; init; }

    /// <summary>Ballots that are not satisfied, 0 or more.</summary>
    public required int NotSatisfied { get; init; }

    /// <summary>Reasons written on the ballots, at most 50 of at most 500 characters each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>The count of one village's ballots. Whole numbers from 0 to 100 000.</summary>
/// <example>
/// { "households": 120, "issued": 118, "returned": 116, "valid": 115, "invalid": 1, "answers": [{"question": "q1", "satisfied":
/// 110, "notSatisfied": 5, "reasons": ["Đường thôn còn hẹp"]}] }
/// </example>
public sealed record VillageSheet
{
    /// <summary>Households of the village.</summary>
    [Between(0, 100_000)]
    public required int Households { get; init; }

    /// <summary>Ballots handed out, one a household at most.</summary>
    [Between(0, 100_000)]
    public required int Issued { get; init; }

    /// <summary>Ballots that came back.</summary>
    [Between(0, 100_000)]
    public required int Returned { get; init; }

    /// <summary>Ballots that count.</summary>
    [Between(0, 100_000)]
    public required int Valid { get; init; }

    /// <summary>Ballots that do not; with <see cref="Valid"/> they make up <see cref="Returned"/>.</summary>
    [Between(0, 100_000)]
    public required int Invalid { get; init; }

    /// <summary>One answer a question of the ballot.</summary>
    [Items(0, 100)]
    public required IReadOnlyList<QuestionCount> Answers { get; init; }
}

/// <summary>How one question was answered in a village.</summary>
public sealed record QuestionCount
{
    /// <summary>Code of the question, e.g. <c>q1</c>.</summary>
    [Text(20)]
    public required string Question { get; init; }

    /// <summary>Ballots that are satisfied, 0 or more.</summary>
    [Between(0, 100_000)]
    public required int Satisfied { get; init; }

    /// <summary>Ballots that are not satisfied, 0 or more.</summary>
    [Between(0, 100_000)]
    public required int NotSatisfied { get; init; }

    /// <summary>Reasons written on the ballots, at most 50 of at most 500 characters each.</summary>
    [Items(0, 50, LongestText = 500)]
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;

namespace Ntm.Assessment.Features;

/// <summary>One criterion and its indicators.</summary>
/// <param name="Code">Number of the criterion, e.g. <c>1</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Passed">Whether all its indicators passed or do not apply.</param>
/// <param name="Indicators">Its indicators.</param>
public sealed record CriterionView(string Code, string Name, bool Passed, IReadOnlyList<IndicatorView> Indicators);

/// <summary>One indicator, its value and its verdict.</summary>
public sealed record IndicatorView
{
    /// <summary>Code of the indicator, e.g. <c>1.2</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Vietnamese text of the indicator.</summary>
    public required string Text { get; init; }

    /// <summary><c>boolean</c>, <c>percent</c>, <c>percent2</c>, <c>count</c>, <c>number</c>, <c>currency</c>, <c>growth</c>,
    /// <c>composite</c> or <c>criterion</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether men and women are counted apart.</summary>
    public required bool BySex { get; init; }

    /// <summary>May be declared not applicable ("nếu có").</summary>
    public required bool IfAny { get; init; }

    /// <summary>Whether its value counts only with evidence.</summary>
    public bool NeedsEvidence { get; init; }

    /// <summary>Vietnamese texts of the conditions of a composite; empty otherwise.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Unit of the figure in Vietnamese, e.g. <c>triệu đồng/người</c>; empty without one.</summary>
    public required string Unit { get; init; }

    /// <summary>Rule in words, e.g. <c>≥ 80 %</c>.</summary>
    public required string Threshold { get; init; }

    /// <summary>Value; null while there is none.</summary>
    public required IndicatorValue? Value { get; init; }

    /// <summary>The value in Vietnamese form, e.g. <c>82,5 % (33/40)</c>.</summary>
    public required string? ValueText { get; init; }

    /// <summary><c>passed</c>, <c>failed</c>, <c>missing</c>, <c>undecidable</c> or <c>not-applicable</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Vietnamese: the reason of the verdict; null where the verdict needs none.</summary>
    public required string? Reason { get; init; }

    /// <summary>Files that prove the value (minh chứng).</summary>
    public required IReadOnlyList<EvidenceView> Evidence { get; init; }
}

/// <summary>An evidence file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex; also its address.</param>
/// <param name="MediaType">Type by its bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="AddedAt">When it was added, UTC.</param>
/// <param name="AddedByName">Name of the person who added it; null where only the account is known.</param>
public sealed record EvidenceView(
    string Name,
    string Hash,
    string MediaType,
    long Length,
    DateTimeOffset AddedAt,
    string? AddedByName = null
)
{
    internal static EvidenceView Of(EvidenceFile file) =>
        new(file.Name, file.Hash, file.MediaType, file.Length, file.AddedAt, file.AddedByName);
}

namespace Ntm.Dossier.Domain.Reviews;

/// <summary>Something a reviewer judges.</summary>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
internal readonly record struct ReviewItem(string Kind, string Key)
{
    public const string Criterion = "criterion";
    public const string Document = "document";
}

/// <summary>Which items of a review the caller may judge.</summary>
/// <param name="Departments">Departments the caller speaks for.</param>
/// <param name="Consolidates">Whether the caller judges what no department has, and concludes.</param>
internal sealed record Reviewer(IReadOnlyList<string> Departments, bool Consolidates)
{
    public bool MayJudge(string? department) => department is null ? Consolidates : Departments.Contains(department);
}

/// <summary>A verdict as a reviewer gives it.</summary>
internal sealed record GivenVerdict(ReviewItem Item, bool Accepted, string? Reason);

/// <summary>A reviewer's judgement of one item.</summary>
internal sealed record Verdict
{
    public required string Stage { get; init; }
    public required int Round { get; init; }
    public required ReviewItem Item { get; init; }
    public required bool Accepted { get; init; }

    /// <summary>Why it is returned; null when accepted.</summary>
    public string? Reason { get; init; }
    public string? Department { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

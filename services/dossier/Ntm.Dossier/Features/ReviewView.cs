namespace Ntm.Dossier.Features;

/// <summary>A review with the judgement of each item.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="Items">Its items with their judgements.</param>
public sealed record ReviewView(string Stage, IReadOnlyList<ReviewItemView> Items);

/// <summary>One item of a review.</summary>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
/// <param name="Department">Department that judges it; null when the consolidating reviewer does.</param>
/// <param name="Accepted">The verdict; null while there is none.</param>
/// <param name="Reason">Why it is returned.</param>
/// <param name="By">Account that judged.</param>
/// <param name="At">When.</param>
/// <param name="ByName">Name of the person who judged.</param>
public sealed record ReviewItemView(
    string Kind,
    string Key,
    string? Department,
    bool? Accepted,
    string? Reason,
    string? By,
    DateTimeOffset? At,
    string? ByName
);

namespace Ntm.Planning.Features.Plans;

/// <summary>A plan with the content that was asked for: its newest edition, an earlier one, or the draft.</summary>
public sealed record PlanView
{
    /// <summary>Id of the plan.</summary>
    public required Guid Id { get; init; }

    /// <summary>Official code of the unit.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Vietnamese name of the unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Codes from the province down to the unit, with <c>/</c> between.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Level of the unit.</summary>
    public required PlanLevel Level { get; init; }

    /// <summary>Year of the campaign.</summary>
    public required int Year { get; init; }

    /// <summary>Where the plan stands.</summary>
    public required PlanStatus Status { get; init; }

    /// <summary>Number of the edition shown; null for the draft.</summary>
    public required int? Edition { get; init; }

    /// <summary>Number of editions published.</summary>
    public required int Editions { get; init; }

    /// <summary>Whether a draft waits for publication.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>Number without blanks, e.g. <c>14-KH/BCĐ</c>; null while it has none.</summary>
    public required string? Number { get; init; }

    /// <summary>Whether the plan is in force today.</summary>
    public required bool InForce { get; init; }

    /// <summary>The content.</summary>
    public required PlanContent Content { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of each target with a split: what is given, and what rests.</summary>
    public required IReadOnlyList<SplitRest> Rests { get; init; }

    /// <summary>Name of who published the edition shown; null for the draft.</summary>
    public required string? PublishedByName { get; init; }

    /// <summary>When it was published, UTC; null for the draft.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Why the edition before was amended; null for the first one and the draft.</summary>
    public required string? Reason { get; init; }

    /// <summary>Counts the saves; sent as <c>If-Match</c>.</summary>
    public required int Version { get; init; }

    /// <summary>What the caller may do now: <c>replace</c>, <c>drop</c>, <c>publish</c>, <c>close</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }
}

/// <summary>How much of a target is given to places below.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Given">Sum of the shares that add up.</param>
/// <param name="Rest">What is not given; null for a target without a value.</param>
public sealed record SplitRest(string Target, decimal Given, decimal? Rest);

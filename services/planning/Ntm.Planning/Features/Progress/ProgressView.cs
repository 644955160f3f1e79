using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Features.Progress;

/// <summary>How a plan stands.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Edition">Number of the edition in force on that day.</param>
/// <param name="AsOf">Legal day at whose end it stands so.</param>
/// <param name="CompareWith">Legal day with which it is compared; null for none.</param>
/// <param name="Targets">Its targets, in its order.</param>
public sealed record PlanProgress(Guid PlanId, int Edition, DateOnly AsOf, DateOnly? CompareWith, IReadOnlyList<TargetProgress> Targets);

/// <summary>How a target stands.</summary>
public sealed record TargetProgress
{
    /// <summary>Key of the target.</summary>
    public required string Target { get; init; }

    /// <summary>What is to be reached.</summary>
    public required string Text { get; init; }

    /// <summary>Unit of measure; null where no figure is wanted.</summary>
    public required string? Measure { get; init; }

    /// <summary>What reaching it means.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>Value to be reached or kept; null for none.</summary>
    public required decimal? Goal { get; init; }

    /// <summary>Where it stands, in its unit of measure, shares in per cent; null while nothing was reported.</summary>
    public required decimal? Value { get; init; }

    /// <summary>Of a share: sum of the parts that were reported; null for other targets.</summary>
    public required decimal? Numerator { get; init; }

    /// <summary>Of a share: sum of the wholes that were reported; null for other targets.</summary>
    public required decimal? Denominator { get; init; }

    /// <summary>Where it should stand at the end of the last whole week; null for a target without a value.</summary>
    public required decimal? Planned { get; init; }

    /// <summary>How it stands.</summary>
    public required TargetStatus Status { get; init; }

    /// <summary>First instant that is too late, UTC; null where the plan names none but its end.</summary>
    public required DateTimeOffset? DueBefore { get; init; }

    /// <summary>Legal day on which it is reached at the pace of the last four weeks; null where it is reached, kept, or comes no
    /// nearer.</summary>
    public required DateOnly? Forecast { get; init; }

    /// <summary>Week by week.</summary>
    public required IReadOnlyList<TargetWeek> Weeks { get; init; }

    /// <summary>Its planned line by edition, the newest last; more than one where an amendment changed it.</summary>
    public required IReadOnlyList<EditionLine> Lines { get; init; }

    /// <summary>How it stood on the day that it is compared with; null for none, and where it was not in the plan then.</summary>
    public required EarlierStanding? Then { get; init; }
}

/// <summary>The planned line of a target since an edition.</summary>
/// <param name="Edition">Number of the edition.</param>
/// <param name="Since">Legal day of its publication.</param>
/// <param name="Line">The line.</param>
public sealed record EditionLine(int Edition, DateOnly Since, TargetLine Line);

/// <summary>How a target stood.</summary>
/// <param name="Value">Where it stood.</param>
/// <param name="Planned">Where it should have stood.</param>
/// <param name="Status">How it stood.</param>
/// <param name="Change">By how much it changed since, in its unit of measure; null where one of both values is missing.</param>
public sealed record EarlierStanding(decimal? Value, decimal? Planned, TargetStatus Status, decimal? Change);

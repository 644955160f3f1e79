using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Features.Reports;

/// <summary>What the units below reported for one span, side by side, and what was sent up.</summary>
public sealed record ConsolidationView
{
    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule.</summary>
    public required string Rule { get; init; }

    /// <summary>First legal day of the span.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last legal day of the span.</summary>
    public required DateOnly End { get; init; }

    /// <summary>The units, each with its report.</summary>
    public required IReadOnlyList<ConsolidatedUnit> Units { get; init; }

    /// <summary>Sums of the figures by target.</summary>
    public required IReadOnlyList<ConsolidatedSum> Sums { get; init; }

    /// <summary>Number of units whose report has not come, though its due has passed.</summary>
    public required int Missing { get; init; }

    /// <summary>Number of units whose report came late.</summary>
    public required int Late { get; init; }

    /// <summary>Number of units whose report was returned.</summary>
    public required int Returned { get; init; }

    /// <summary>What was sent up last; null while nothing was.</summary>
    public required SentConsolidation? Sent { get; init; }

    /// <summary>What was sent up before, the newest first.</summary>
    public required IReadOnlyList<SentConsolidation> Earlier { get; init; }

    /// <summary>Why it was returned; null while it is not.</summary>
    public required string? ReturnReason { get; init; }

    /// <summary>Counts the saves; sent as <c>If-Match</c>. 0 while nothing was sent.</summary>
    public required int Version { get; init; }
}

/// <summary>A unit in a consolidated report.</summary>
/// <param name="UnitCode">Official code of the unit.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Status">Where its report stands; null where the rule has no due and nothing came.</param>
/// <param name="ReportId">Id of its report; null for none.</param>
/// <param name="Content">What it says; null for none.</param>
public sealed record ConsolidatedUnit(string UnitCode, string UnitName, DutyStatus? Status, Guid? ReportId, ReportContent? Content);

/// <summary>Sum of the figures of a target in one span; of a target that is stated for each unit (mỗi đơn vị) how many units have reached
/// it by the end of the span, for what they reach is never added up.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Measure">Unit of measure; <c>đơn vị</c> of a target for each unit.</param>
/// <param name="Value">Sum; of a share that of the parts; of a target for each unit the number of units that have reached it.</param>
/// <param name="Of">Of a share the sum of the wholes; null for other targets.</param>
/// <param name="Percent">Of a share part by whole, per cent; null for other targets.</param>
/// <param name="Units">Number of units in it.</param>
/// <param name="Lowest">Of a target for each unit where the lowest of them stands, in the target's own unit of measure; null for other
/// targets.</param>
public sealed record ConsolidatedSum(
    string Target,
    string Measure,
    decimal Value,
    decimal? Of,
    decimal? Percent,
    int Units,
    decimal? Lowest
);

/// <summary>What was sent up.</summary>
/// <param name="Revision">Counts from 1.</param>
/// <param name="Words">Words of the unit.</param>
/// <param name="NextWeek">Work of the next week.</param>
/// <param name="SentByName">Name of who sent it.</param>
/// <param name="SentAt">When, UTC.</param>
public sealed record SentConsolidation(
    int Revision,
    string? Words,
    IReadOnlyList<string> NextWeek,
    string SentByName,
    DateTimeOffset SentAt
);

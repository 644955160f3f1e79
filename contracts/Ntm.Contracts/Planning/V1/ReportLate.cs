namespace Ntm.Contracts.Planning.V1;

/// <summary>The due of a unit's report on a plan has passed, and nothing was filed; once for each unit, rule and span.</summary>
public sealed record ReportLate : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Id of what was due.</summary>
    public required Guid DutyId { get; init; }

    /// <summary>Key of the reporting rule in the plan, e.g. <c>R01</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Official code of the unit that reports.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to the unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>First legal day that the report is about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day that the report is about.</summary>
    public required DateOnly To { get; init; }

    /// <summary>First instant that is too late, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

namespace Ntm.Contracts.Planning.V1;

/// <summary>A unit filed a report on a plan, or corrected one.</summary>
public sealed record ReportFiled : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Id of the report, the same for its corrections.</summary>
    public required Guid ReportId { get; init; }

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

    /// <summary>Number of the revision, from 1; above 1 for a correction.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether the first revision came after the due.</summary>
    public required bool Late { get; init; }

    /// <summary>Whether the commune filed it in a village's place.</summary>
    public required bool OnBehalf { get; init; }
}

namespace Ntm.Contracts.Planning.V1;

/// <summary>A unit published a plan, or amended one: the newest edition replaces every earlier one.</summary>
public sealed record PlanPublished : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Counts the editions of the plan from 1, without gaps. A copy ignores an edition that it has passed.</summary>
    public required int Edition { get; init; }

    /// <summary>Official code of the unit that issued it.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to the unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Year of the campaign.</summary>
    public required int Year { get; init; }

    /// <summary>Number without blanks, e.g. <c>14-KH/BCĐ</c>.</summary>
    public required string Number { get; init; }

    /// <summary>What the plan is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>First legal day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last legal day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Dates that it sets for steps of the recognition path in the unit and below it; none or one a step.</summary>
    public required IReadOnlyList<PlannedDate> Dates { get; init; }

    /// <summary>Whom it gives work to: the units directly below, and those that it names.</summary>
    public required IReadOnlyList<PlanAddressee> Addressees { get; init; }

    /// <summary>Subject of the account that published it.</summary>
    public required string PublishedBy { get; init; }
}

/// <summary>A date that a plan sets for a step of the recognition path.</summary>
/// <param name="Step"><c>self-assessment</c>, <c>dossier</c>, <c>examination</c>, <c>submission</c> or <c>survey</c>.</param>
/// <param name="Task">Key of the task in the plan that sets it, e.g. <c>K15</c>.</param>
/// <param name="Text">As the plan words it, e.g. <c>trước ngày 10/4/2021</c>.</param>
/// <param name="From">First instant, UTC, of a month or quarter in which it happens; null otherwise.</param>
/// <param name="Before">First instant that is too late, UTC.</param>
public sealed record PlannedDate(string Step, string Task, string Text, DateTimeOffset? From, DateTimeOffset Before);

/// <summary>Whoever holds a role at a unit.</summary>
/// <param name="Role">Role, e.g. <c>officer</c>; <c>reporter</c> at a village.</param>
/// <param name="UnitPath">Codes from the province down to the unit, joined by '/'.</param>
public sealed record PlanAddressee(string Role, string UnitPath);

namespace Ntm.Contracts.Planning.V1;

/// <summary>
/// Administrative units changed (merge, move, renaming) and a published plan went along with its unit, or to the unit that took its place.
/// Later events carry the new unit; the edition stays as it is.
/// </summary>
public sealed record PlanUnitChanged : IPlanEvent
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Number of the edition in force.</summary>
    public required int Edition { get; init; }

    /// <summary>Official code of the unit whose plan it is from now on.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to that unit, joined by '/'.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Vietnamese name of that unit.</summary>
    public required string UnitName { get; init; }

    /// <summary>Path of the unit before; the same where it was only renamed.</summary>
    public required string FormerUnitPath { get; init; }
}

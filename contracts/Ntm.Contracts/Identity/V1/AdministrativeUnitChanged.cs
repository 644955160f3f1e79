namespace Ntm.Contracts.Identity.V1;

/// <summary>
/// The state of an administrative unit after it was registered, renamed, moved, merged, split or ended.
/// Other services keep a copy of the unit from it. A unit is never deleted: it ends on <see cref="ValidTo"/>.
/// </summary>
public sealed record AdministrativeUnitChanged
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Official code, digits only: 2 for a province, 3 for a district, 5 for a commune; villages add a suffix.</summary>
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to this unit, joined by '/': <c>42/439/18175</c>.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Counts the changes of this unit from 1, without gaps. A copy ignores a version it has passed.</summary>
    public required int Version { get; init; }
    public required string Name { get; init; }

    /// <summary><c>province</c>, <c>district</c>, <c>commune</c> or <c>village</c>.</summary>
    public required string Level { get; init; }
    public string? ParentCode { get; init; }

    /// <summary>First legal day on which the unit exists.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day on which the unit exists; null while it has no end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Codes of the units that took its place after <see cref="ValidTo"/>.</summary>
    public IReadOnlyList<string> Successors { get; init; } = [];

    /// <summary>
    /// Every stretch of days with one name and one place, in order, those to come included. The fields above show the
    /// last of them; who asks about a day looks here.
    /// </summary>
    public required IReadOnlyList<AdministrativeUnitPeriod> Periods { get; init; }
}

/// <summary>A stretch of days over which a unit keeps its name and its place.</summary>
/// <param name="ValidFrom">First legal day.</param>
/// <param name="ValidTo">Last legal day; null while it has no end.</param>
/// <param name="Name">Official name.</param>
/// <param name="ParentCode">Unit directly above.</param>
/// <param name="UnitPath">Codes from the province down to the unit.</param>
public sealed record AdministrativeUnitPeriod(DateOnly ValidFrom, DateOnly? ValidTo, string Name, string? ParentCode, string UnitPath);

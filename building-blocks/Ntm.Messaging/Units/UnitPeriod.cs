namespace Ntm.Units;

/// <summary>One period of an administrative unit, as its register last published it.</summary>
public sealed class UnitPeriod
{
    public required string Code { get; init; }

    /// <summary>Codes from the province down to the unit.</summary>
    public required string Path { get; init; }
    public required string Name { get; init; }

    /// <summary><c>province</c>, <c>district</c>, <c>commune</c> or <c>village</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Unit directly above; not kept by every directory, see <see cref="UnitPeriodConfiguration"/>.</summary>
    public string? ParentCode { get; init; }

    /// <summary>First legal day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day; null while it has no end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The unit that took the whole place of this one after <see cref="ValidTo"/>; null while it exists and when it was
    /// divided. Not kept by every directory, see <see cref="UnitPeriodConfiguration"/>.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The first of the units that took its place after <see cref="ValidTo"/>, divided or whole; null while it exists.</summary>
    public string? SucceededBy { get; init; }

    /// <summary>Version of the unit that this period belongs to.</summary>
    public required int Version { get; init; }

    /// <summary>Whether the period includes a legal day.</summary>
    public bool Covers(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Chooses periods of administrative units.</summary>
public static class UnitPeriodQueries
{
    /// <summary><see cref="UnitPeriod.Covers"/> as a database answers it.</summary>
    public static IQueryable<UnitPeriod> On(this IQueryable<UnitPeriod> periods, DateOnly day) =>
        periods.Where(period => period.ValidFrom <= day && (period.ValidTo == null || period.ValidTo >= day));
}

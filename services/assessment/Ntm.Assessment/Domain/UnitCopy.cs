namespace Ntm.Assessment.Domain;

/// <summary>One period of an administrative unit, as identity last published it.</summary>
internal sealed class UnitCopy
{
    public required string Code { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }

    /// <summary><c>province</c>, <c>district</c>, <c>commune</c> or <c>village</c>.</summary>
    public required string Level { get; init; }
    public string? ParentCode { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>The unit that took the whole place of this one after <see cref="ValidTo"/>; null while it exists and when it was
    /// divided.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Version of the unit that this copy shows.</summary>
    public required int Version { get; init; }
}

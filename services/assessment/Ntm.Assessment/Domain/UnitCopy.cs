namespace Ntm.Assessment.Domain;

/// <summary>A copy of an administrative unit as the identity service last told it.</summary>
internal sealed class UnitCopy
{
    public required string Code { get; init; }
    public required string Path { get; set; }
    public required string Name { get; set; }

    /// <summary><c>province</c>, <c>district</c>, <c>commune</c> or <c>village</c>.</summary>
    public required string Level { get; set; }
    public string? ParentCode { get; set; }
    public required DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Version of the unit that this copy shows.</summary>
    public required int Version { get; set; }
}

namespace Ntm.Dossier.Domain.Documents;

/// <summary>A document that a dossier holds, as the procedure names it. The path says at which stage, and whether it must be
/// there.</summary>
internal sealed record DocumentType
{
    /// <summary>Stable key.</summary>
    public required string Key { get; init; }

    /// <summary>Official Vietnamese name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the template (mẫu) it follows; null where the procedure knows none.</summary>
    public string? Template { get; init; }

    /// <summary>Most files it may have at a time, 1 to 100.</summary>
    public required int MostFiles { get; init; }

    /// <summary>Kinds of file it takes.</summary>
    public required IReadOnlyList<FileKind> Kinds { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: <c>V</c> and a number, <c>M</c> or <c>M?</c>; with the last a path must not require it.</summary>
    public required string Mark { get; init; }

    /// <summary>First legal day on which it belongs to the checklist.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>True when it belongs to the checklist on <paramref name="day"/>.</summary>
    public bool Covers(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

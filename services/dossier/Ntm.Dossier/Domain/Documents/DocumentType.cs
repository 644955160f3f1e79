namespace Ntm.Dossier.Domain.Documents;

/// <summary>A document of the checklist at one stage of the path.</summary>
/// <param name="Stage">Key of the stage in the path.</param>
/// <param name="Required">True when the stage cannot be completed without it.</param>
internal sealed record DocumentStep(string Stage, bool Required);

/// <summary>A document that a dossier holds, as the procedure names it.</summary>
internal sealed record DocumentType
{
    /// <summary>Stable key.</summary>
    public required string Key { get; init; }

    /// <summary>Official Vietnamese name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the template (mẫu) it follows; null where the procedure knows none.</summary>
    public string? Template { get; init; }

    /// <summary>Stages at which it is added.</summary>
    public required IReadOnlyList<DocumentStep> Steps { get; init; }

    /// <summary>Most files it may have at a time, 1 to 100.</summary>
    public required int MostFiles { get; init; }

    /// <summary>Kinds of file it takes.</summary>
    public required IReadOnlyList<FileKind> Kinds { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: <c>V</c> and a number, <c>M</c> or <c>M?</c>; with the last it is never required.</summary>
    public required string Mark { get; init; }

    /// <summary>First legal day on which it belongs to the checklist.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>True when it is added at the stage.</summary>
    public bool BelongsTo(string stage) => Steps.Any(step => step.Stage == stage);

    /// <summary>True when the stage cannot be completed without it.</summary>
    public bool RequiredAt(string stage) => Steps.Any(step => step.Stage == stage && step.Required);

    /// <summary>True when it belongs to the checklist on <paramref name="day"/>.</summary>
    public bool Covers(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

namespace Ntm.Identity.Domain;

/// <summary>A stretch of days over which a unit keeps its name and its parent.</summary>
internal sealed class UnitPeriod
{
    /// <summary>First day.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; private set; }

    public required string Name { get; init; }

    public string? ParentCode { get; init; }

    public required Guid OpenedBy { get; init; }

    public Guid? ClosedBy { get; private set; }

    /// <summary>Units that took its place when the unit itself ended with this period.</summary>
    public List<string> Successors { get; private set; } = [];

    public bool Covers(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public void Close(DateOnly lastDay, UnitAct act, IEnumerable<string> successors)
    {
        ValidTo = lastDay;
        ClosedBy = act.Id;
        Successors = [.. successors];
    }

    /// <summary>Sets an end that the law fixes from the start.</summary>
    public void Limit(DateOnly lastDay) => ValidTo = lastDay;
}

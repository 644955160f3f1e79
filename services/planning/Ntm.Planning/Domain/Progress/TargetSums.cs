namespace Ntm.Planning.Domain.Progress;

/// <summary>
/// By how much a target of a plan changed: in which week of work, and on which legal day that became known. The rows up to a day,
/// added up, are the plan as it stood then.
/// </summary>
internal sealed class TargetChange
{
    public required Guid PlanId { get; init; }
    public required string Target { get; init; }

    /// <summary>Monday of the week of work.</summary>
    public required DateOnly Week { get; init; }

    /// <summary>Legal day on which it was filed.</summary>
    public required DateOnly Day { get; init; }
    public decimal Value { get; private set; }
    public decimal Of { get; private set; }
    public int Count { get; private set; }

    public Amount Amount => new(Value, Of, Count);

    public void Add(Amount amount) => (Value, Of, Count) = Amount + amount;
}

/// <summary>Where a target of a plan stands now.</summary>
internal sealed class TargetTotal
{
    public required Guid PlanId { get; init; }
    public required string Target { get; init; }
    public decimal Value { get; private set; }
    public decimal Of { get; private set; }

    /// <summary>How many figures are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Number of plans below that work for it.</summary>
    public int Plans { get; private set; }

    /// <summary>Number of these that have figures.</summary>
    public int Reporting { get; private set; }

    /// <summary>When it was reached first; null for never.</summary>
    public DateTimeOffset? ReachedAt { get; private set; }

    /// <summary>Counts the saves.</summary>
    public int Version { get; private set; }

    public Amount Amount => new(Value, Of, Count);

    /// <summary>Adds a change.</summary>
    /// <param name="amount">By how much.</param>
    /// <param name="reporting">By how many more plans below that have figures.</param>
    public void Add(Amount amount, int reporting)
    {
        (Value, Of, Count) = Amount + amount;
        Reporting += reporting;
        Version++;
    }

    /// <summary>Counts plans below that came to work for it, negative for those that do no longer.</summary>
    public void Link(int plans)
    {
        Plans += plans;
        Version++;
    }

    /// <summary>Notes whether it is reached; null while it is not.</summary>
    public void Reach(DateTimeOffset? at) => ReachedAt = at;
}

/// <summary>What one unit adds to a target: its own figures, or those of its own plan.</summary>
internal sealed class UnitTotal
{
    public required Guid PlanId { get; init; }
    public required string Target { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>The unit's plan that it comes from; empty for reports on this one.</summary>
    public required Guid FromPlan { get; init; }
    public decimal Value { get; private set; }
    public decimal Of { get; private set; }
    public int Count { get; private set; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public Amount Amount => new(Value, Of, Count);

    /// <summary>The same of a unit that lies elsewhere now.</summary>
    public UnitTotal At(string unitPath)
    {
        var moved = new UnitTotal
        {
            PlanId = PlanId,
            Target = Target,
            UnitPath = unitPath,
            FromPlan = FromPlan,
        };
        moved.Add(Amount, ChangedAt);
        return moved;
    }

    public void Add(Amount amount, DateTimeOffset at)
    {
        (Value, Of, Count) = Amount + amount;
        ChangedAt = at;
    }
}

/// <summary>That a target of a plan works for a target of the plan above, as the newest edition says.</summary>
internal sealed class TargetLink
{
    public required Guid PlanId { get; init; }
    public required string Target { get; init; }
    public required Guid ParentId { get; init; }

    /// <summary>Key of the target above.</summary>
    public required string Above { get; init; }

    /// <summary>Unit of measure here.</summary>
    public required string Measure { get; init; }

    /// <summary>Whether the target above is there and has the same unit of measure; others are never added.</summary>
    public bool Comparable { get; set; }
}

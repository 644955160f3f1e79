namespace Ntm.Client.Events;

/// <summary>An edition of a plan was published.</summary>
public sealed record PlanPublishedData : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public int? Edition { get; init; }

    /// <summary>Year of the plan.</summary>
    public int? Year { get; init; }

    /// <summary>Number of the plan.</summary>
    public string? Number { get; init; }

    /// <summary>Day of issue.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>First day that it is for.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day that it is for.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>A plan was closed, or reached a target.</summary>
public sealed record PlanData : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public int? Edition { get; init; }

    /// <summary>Key of the target that was reached.</summary>
    public string? Target { get; init; }
}

/// <summary>A plan followed its unit into another.</summary>
public sealed record PlanUnitChangedData : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public int? Edition { get; init; }

    /// <summary>Name of the unit now.</summary>
    public string? UnitName { get; init; }

    /// <summary>Path of the unit before.</summary>
    public string? FormerUnitPath { get; init; }
}

/// <summary>A report on a plan is due, filed or late.</summary>
public sealed record ReportData : StatusData
{
    /// <summary>Key of the rule that asks for it.</summary>
    public string? Rule { get; init; }

    /// <summary>First day that it is for.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day that it is for.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Until when, of one that is due or late.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Duty that it fulfils, of one that is due or late.</summary>
    public Guid? DutyId { get; init; }

    /// <summary>The report, of one that was filed.</summary>
    public Guid? ReportId { get; init; }

    /// <summary>Whether it was filed late.</summary>
    public bool? Late { get; init; }
}

/// <summary>A difficulty with a plan was raised, answered, or waits too long.</summary>
public sealed record DifficultyData : StatusData
{
    /// <summary>The difficulty.</summary>
    public Guid? DifficultyId { get; init; }

    /// <summary>Path of the unit that raised it.</summary>
    public string? AtPath { get; init; }

    /// <summary>Until when it is to be answered.</summary>
    public DateTimeOffset? AnswerBefore { get; init; }
}

/// <summary>A task of a plan was given, is done or overdue.</summary>
public sealed record TaskData : StatusData
{
    /// <summary>Number of the edition in force.</summary>
    public int? Edition { get; init; }

    /// <summary>Key of the task in the plan.</summary>
    public string? Task { get; init; }

    /// <summary>Number of the plan.</summary>
    public string? Number { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether nothing of it is left, of one that is done.</summary>
    public bool? Whole { get; init; }
}

namespace Ntm.Client.Events;

/// <summary>What every event about a stage says.</summary>
public abstract record StageData : DossierData
{
    /// <summary>Key of the stage on its path.</summary>
    public string? Stage { get; init; }

    /// <summary>Name of the stage, in Vietnamese.</summary>
    public string? StageTitle { get; init; }

    /// <summary>How often it has been opened, from 1.</summary>
    public int? Round { get; init; }
}

/// <summary>A stage was opened.</summary>
public sealed record StageEnteredData : StageData
{
    /// <summary>Kind of the stage.</summary>
    public string? Kind { get; init; }

    /// <summary><c>commune</c>, <c>district</c> or <c>province</c>.</summary>
    public string? ActorLevel { get; init; }

    /// <summary>Role that acts.</summary>
    public string? ActorRole { get; init; }

    /// <summary>Path of the unit that acts.</summary>
    public string? ActorUnitPath { get; init; }

    /// <summary>Deadline; null where there is none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether there is a deadline that nobody knows yet.</summary>
    public bool? DueUnknown { get; init; }
}

/// <summary>A stage ended, a survey or an announcement too.</summary>
public sealed record StageEndedData : StageData
{
    /// <summary>Kind of the stage.</summary>
    public string? Kind { get; init; }

    /// <summary>How it ended.</summary>
    public string? Outcome { get; init; }
}

/// <summary>A deadline was set, comes near or has passed.</summary>
public sealed record DeadlineData : StageData
{
    /// <summary>The deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary><c>commune</c>, <c>district</c> or <c>province</c>.</summary>
    public string? ActorLevel { get; init; }

    /// <summary>Role that acts.</summary>
    public string? ActorRole { get; init; }

    /// <summary>Path of the unit that acts.</summary>
    public string? ActorUnitPath { get; init; }

    /// <summary>Working days left, of a deadline that comes near.</summary>
    public int? WorkingDaysLeft { get; init; }
}

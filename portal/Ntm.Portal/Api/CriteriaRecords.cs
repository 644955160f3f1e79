namespace Ntm.Portal.Api;

/// <summary>A criteria set that can be applied.</summary>
public sealed record CriteriaSetRow(
    string Code,
    string Title,
    string Name,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    int Criteria,
    int Indicators,
    string? Province,
    bool Sample
);

/// <summary>A criteria set with its indicators.</summary>
public sealed record CriteriaSetRecord(CriteriaSetRow Summary, IReadOnlyList<RuleCriterionRecord> Criteria);

public sealed record RuleCriterionRecord(string Code, string Name, IReadOnlyList<RuleIndicatorRecord> Indicators);

public sealed record RuleIndicatorRecord(
    string Code,
    string Text,
    string Unit,
    string Threshold,
    bool Decidable,
    string? Reason,
    string? DocumentNumber
);

/// <summary>A set that a province prepares or has published.</summary>
public sealed record ProvinceSetRow(
    string Code,
    string Title,
    string Name,
    string DocumentNumber,
    DateOnly ValidFrom,
    string Status,
    int FaultCount,
    string PreparedByName,
    DateTimeOffset PreparedAt
);

/// <summary>What is in a prepared set, and what is wrong with it.</summary>
public sealed record CriteriaPreviewRecord
{
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string Name { get; init; } = "";
    public string DocumentNumber { get; init; } = "";
    public DateOnly DocumentDate { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string? Extends { get; init; }
    public string Status { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public string PreparedByName { get; init; } = "";
    public DateTimeOffset PreparedAt { get; init; }
    public string? PublishedByName { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public int Criteria { get; init; }
    public int Indicators { get; init; }
    public int FaultCount { get; init; }
    public IReadOnlyList<BadCellRecord> Faults { get; init; } = [];
    public string? ComparedWith { get; init; }
    public IReadOnlyList<string> Added { get; init; } = [];
    public IReadOnlyList<string> Removed { get; init; } = [];
    public IReadOnlyList<ChangedIndicatorRecord> Changed { get; init; } = [];
    public string? CountNote { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<string> AllowedActions { get; init; } = [];

    /// <summary>Whether it may still change.</summary>
    public bool Draft => Status == "draft";
}

public sealed record BadCellRecord(int Row, string Column, string Message);

public sealed record ChangedIndicatorRecord(string Code, IReadOnlyList<string> Columns);

/// <summary>A figure that the province confirmed.</summary>
public sealed record ConfirmationRow(
    int Number,
    string Rule,
    string Item,
    string Threshold,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    string ConfirmedByName
);

/// <summary>The group of a commune.</summary>
public sealed record UnitGroupRow(
    int Number,
    string UnitCode,
    int Group,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    string RecordedByName
);

/// <summary>A rule on surveys.</summary>
public sealed record SurveyRuleRow(
    string Code,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    IReadOnlyList<RuleDemandRecord> Demands,
    RuleBallotRecord? Ballot
);

public sealed record RuleDemandRecord(
    string Code,
    string Measure,
    string Per,
    string? Demanded,
    string? Reason,
    string? DocumentNumber,
    DateOnly? DocumentDate
);

public sealed record RuleBallotRecord(string Code, string Source, string? Reason, string? DocumentNumber, IReadOnlyList<string> Questions);

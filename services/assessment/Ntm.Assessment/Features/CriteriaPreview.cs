namespace Ntm.Assessment.Features;

/// <summary>A criteria set of a province as it was prepared: its document, every bad cell, and what differs from the set before.</summary>
public sealed record CriteriaPreview
{
    /// <summary>Code of the set, e.g. <c>HT_XA_NTM_2026</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    public required string Province { get; init; }

    /// <summary>Title that it decides on, e.g. <c>xa-ntm</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Vietnamese name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the province's document.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Day of the document.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First day in force.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day in force; null while open.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Code of the national set that it extends; null where it stands alone.</summary>
    public required string? Extends { get; init; }

    /// <summary><c>draft</c> or <c>published</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Name of the file last sent.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the table as it is kept, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of who sent the table.</summary>
    public required string PreparedByName { get; init; }

    /// <summary>When the table was sent, UTC.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Name of who published it; null for a draft.</summary>
    public required string? PublishedByName { get; init; }

    /// <summary>When it was published, UTC; null for a draft.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Number of criteria, with those of the set that it extends.</summary>
    public required int Criteria { get; init; }

    /// <summary>Number of indicators, with those of the set that it extends.</summary>
    public required int Indicators { get; init; }

    /// <summary>Number of bad cells; a draft with any cannot be published.</summary>
    public required int FaultCount { get; init; }

    /// <summary>The bad cells in the order of the rows, at most 500.</summary>
    public required IReadOnlyList<BadCell> Faults { get; init; }

    /// <summary>Code of the set in force before, which the differences are against; null where there is none.</summary>
    public required string? ComparedWith { get; init; }

    /// <summary>Codes of indicators that the set before has not.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Codes of indicators of the set before that this one has not.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Indicators that differ from those of the set before.</summary>
    public required IReadOnlyList<ChangedIndicatorView> Changed { get; init; }

    /// <summary>Vietnamese: number of indicators against that of the national frame; null where none is counted.</summary>
    public required string? CountNote { get; init; }

    /// <summary>Counts the changes of the draft; the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What the caller may do now: <c>replace</c>, <c>delete</c>, <c>publish</c>.</summary>
    public required IReadOnlyList<string> AllowedActions { get; init; }
}

/// <summary>A bad cell.</summary>
/// <param name="Row">Row of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Column">Title of the column, e.g. <c>threshold</c>; empty for the whole row.</param>
/// <param name="Message">Vietnamese: what is wrong.</param>
public sealed record BadCell(int Row, string Column, string Message);

/// <summary>An indicator that differs.</summary>
/// <param name="Code">Code of the indicator, e.g. <c>1.2</c>.</param>
/// <param name="Columns">Titles of the columns that differ, e.g. <c>threshold</c>.</param>
public sealed record ChangedIndicatorView(string Code, IReadOnlyList<string> Columns);

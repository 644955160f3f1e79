namespace Ntm.Portal.Api;

/// <summary>The procedures that the province confirmed, and what is known in public.</summary>
public sealed record ProcedureRegisterRecord(
    IReadOnlyList<ConfirmedProcedureRow> Items,
    IReadOnlyList<FigureRecord> Known,
    IReadOnlyList<ConfirmablePathRecord> Paths
);

public sealed record ConfirmedProcedureRow(
    ProcedureRecord Procedure,
    string Path,
    bool InForce,
    string ConfirmedByName,
    DateTimeOffset ConfirmedAt
);

public sealed record ProcedureRecord(
    int Number,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    IReadOnlyList<FigureRecord> Figures,
    bool Sample
)
{
    /// <summary>A figure that decides, with its source; null where the province has confirmed none.</summary>
    public FigureRecord? Figure(string key) => Figures.FirstOrDefault(figure => figure.Key == key && figure.Decides);
}

public sealed record FigureRecord(string Key, string Name, string Value, string Source, string Mark, bool Decides);

public sealed record ConfirmablePathRecord(string Key, string Title);

/// <summary>The title of a commune, and what it builds after a merger.</summary>
public sealed record UnitTitleRecord(
    string UnitCode,
    string UnitName,
    HeldTitleRecord? Held,
    IReadOnlyList<MergedFromRecord> MergedFrom,
    BuildsRecord? Builds
);

public sealed record HeldTitleRecord(string? Title, string Name, DateOnly Since, string Document);

public sealed record MergedFromRecord(string UnitCode, string UnitName, DateOnly LastDay, HeldTitleRecord? Held);

public sealed record BuildsRecord(string? Title, bool Acknowledge, string Reason, string Source, bool Decides);

/// <summary>The working days of a year.</summary>
public sealed record WorkingCalendarRecord(
    int Year,
    int FirstYear,
    int LastYear,
    int WorkingDays,
    IReadOnlyList<WorkingCalendarDayRecord> Days
);

public sealed record WorkingCalendarDayRecord(DateOnly Date, string Kind, string Name, string Source, string Mark);

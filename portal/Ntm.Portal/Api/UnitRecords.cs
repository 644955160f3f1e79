namespace Ntm.Portal.Api;

/// <summary>Everything that happened under a unit's code.</summary>
public sealed record UnitHistoryRecord(string Code, string Level, IReadOnlyList<UnitRow> Periods, IReadOnlyList<UnitActRecord> Acts)
{
    /// <summary>The unit as it is now, is to be, or was at its end.</summary>
    public UnitRow Latest => Periods[^1];
}

/// <summary>An act that opened or closed a period.</summary>
public sealed record UnitActRecord(
    string Kind,
    DateOnly EffectiveOn,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateTimeOffset RecordedAt,
    string? RecordedByName
);

/// <summary>What a merge or a split would change.</summary>
public sealed record UnitPreviewRecord(
    IReadOnlyList<UnitRow> Ends,
    IReadOnlyList<UnitRow> Begins,
    IReadOnlyList<UnitRow> Moves,
    int HomeAccounts,
    IReadOnlyList<LapsingRecord> Lapsing
);

/// <summary>A role on a unit that ends.</summary>
public sealed record LapsingRecord(Guid AccountId, string Name, string Role, string UnitCode);

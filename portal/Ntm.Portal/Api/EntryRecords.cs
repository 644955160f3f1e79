namespace Ntm.Portal.Api;

/// <summary>What was prepared for the province, and how it stands.</summary>
public sealed record EntryRecord
{
    public Guid Id { get; init; }
    public int Number { get; init; }
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string DocumentNumber { get; init; } = "";
    public DateOnly DocumentDate { get; init; }
    public DateOnly ValidFrom { get; init; }
    public EntryFileRecord? Document { get; init; }
    public string PreparedByName { get; init; } = "";
    public DateTimeOffset PreparedAt { get; init; }
    public string? DecidedByName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<EntryChangeRecord> Changes { get; init; } = [];
    public IReadOnlyList<string> AllowedActions { get; init; } = [];

    public bool Waits => Status == "Waiting";

    public bool May(string action) => AllowedActions.Contains(action);
}

public sealed record EntryChangeRecord(string What, string? Before, string After);

public sealed record EntryFileRecord(string Name, long Length);

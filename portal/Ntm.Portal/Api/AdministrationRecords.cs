namespace Ntm.Portal.Api;

/// <summary>An account as its administrators see it.</summary>
public sealed record AccountRow(Guid Id, string UserName, string Name, string HomeUnitCode, bool Active, IReadOnlyList<GrantRow> Grants);

/// <summary>A role of an account on a unit.</summary>
public sealed record GrantRow(Guid Id, string Role, string UnitCode, string? Department, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A new account, and the password that it starts with.</summary>
public sealed record CreatedAccountRecord(AccountRow Account, string Password);

/// <summary>A password that was set anew.</summary>
public sealed record NewPasswordRecord(string Password);

/// <summary>Open work of those who hold a role at a unit.</summary>
public sealed record OpenWorkRow(string Role, string UnitPath, string? Department, bool Consolidates, int Open, DateTimeOffset? NextDue);

/// <summary>A role that somebody holds on a unit today.</summary>
public sealed record HeldRoleRow(string Role, string UnitCode, string UnitPath, string? Department, int Holders);

/// <summary>A unit on a day.</summary>
public sealed record UnitRow(
    string Code,
    string Level,
    string Name,
    string? ParentCode,
    string? Path,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<string> Successors,
    int Version
)
{
    /// <summary>Name and code, as lists name a unit.</summary>
    public string Label => $"{Name} ({Code})";
}

/// <summary>An event that could not be handled.</summary>
public sealed record DeadLetterRow(
    long Seq,
    Guid MessageId,
    string Type,
    string OrderKey,
    int Attempts,
    string? Reason,
    DateTimeOffset CreatedAt
);

/// <summary>Where a dossier differs from what lies around it.</summary>
public sealed record DifferenceRow(
    Guid DossierId,
    string UnitName,
    int Year,
    string Code,
    string Place,
    string Message,
    bool Mendable,
    bool Mended
);

/// <summary>Something that a service does by itself on time and could not do.</summary>
public sealed record FailedTimerRow(string Key, string Kind, DateTimeOffset DueAt, int Attempts, string? Reason);

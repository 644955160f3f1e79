namespace Ntm.Portal.Api;

/// <summary>What changed since a review returned the dossier.</summary>
public sealed record ReviewDiffRecord(string Stage, int? Round, IReadOnlyList<ItemDiffRecord> Items);

public sealed record ItemDiffRecord(
    string Kind,
    string Key,
    string Reason,
    string? AnsweredBy,
    string? Explanation,
    IReadOnlyList<FileRecord> Added,
    IReadOnlyList<FileRecord> Removed,
    IReadOnlyList<IndicatorDiffRecord> Indicators
);

public sealed record IndicatorDiffRecord(string Code, AssessedRecord? Before, AssessedRecord? Now);

public sealed record AssessedRecord(string Code, string Verdict, string? Value, IReadOnlyList<string> EvidenceHashes);

/// <summary>An act on a dossier, with who did it and what was written.</summary>
public sealed record HistoryRow(
    long Sequence,
    DateTimeOffset At,
    string Action,
    string? Stage,
    string? StageTitle,
    string? ByName,
    string? Unit,
    string? Role,
    string? Outcome,
    string? Note,
    string? Document
);

/// <summary>How long a stage usually takes.</summary>
public sealed record UsualDaysRow(string Stage, string StageTitle, int Dossiers, int Days);

/// <summary>What the check of an audit chain found.</summary>
public sealed record AuditCheckRecord(bool Verified, long VerifiedEntries, string? HeadHash, long? BrokenAt, string? Reason);

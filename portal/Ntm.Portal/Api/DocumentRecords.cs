namespace Ntm.Portal.Api;

public sealed record DocumentRecord(
    string Key,
    string Name,
    string? Template,
    IReadOnlyList<string> Stages,
    bool Required,
    int MostFiles,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<FileRecord> Files,
    IReadOnlyList<FileRecord> Earlier
);

public sealed record FileRecord(
    Guid Id,
    string Name,
    string Kind,
    string Hash,
    long Length,
    DateTimeOffset AddedAt,
    string? AddedByName,
    bool Removable = false,
    string? Held = null
);

namespace Ntm.Dossier.Features;

/// <summary>A document of the checklist.</summary>
/// <param name="Key">Key.</param>
/// <param name="Name">Official name.</param>
/// <param name="Template">Name of the form it follows, if there is one.</param>
/// <param name="Step">Step of the procedure.</param>
/// <param name="Stages">Stages at which it is put in.</param>
/// <param name="Required">Whether one of these cannot be completed without it.</param>
/// <param name="MostFiles">Most files it may have.</param>
/// <param name="Kinds">Kinds of file it takes.</param>
/// <param name="Files">Its files now.</param>
/// <param name="Earlier">Its files of earlier rounds, which can be read and satisfy nothing any more.</param>
public sealed record ChecklistItem(
    string Key,
    string Name,
    string? Template,
    string Step,
    IReadOnlyList<string> Stages,
    bool Required,
    int MostFiles,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<FileView> Files,
    IReadOnlyList<FileView> Earlier
);

/// <summary>A file of a document.</summary>
/// <param name="Id">Id of the file in the dossier.</param>
/// <param name="Name">Name as it was sent.</param>
/// <param name="Kind">Kind of file by its bytes, e.g. <c>pdf</c>.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Length">Length, bytes.</param>
/// <param name="AddedBy">Account that added it.</param>
/// <param name="AddedAt">Instant of adding, UTC.</param>
/// <param name="AddedByName">Name of the person who added it; null where only the account is known.</param>
/// <param name="Department">Department in whose share of the stage it was added; null for none.</param>
/// <param name="Removable">Whether the caller may take it out now.</param>
/// <param name="Held">Why nobody may read it: <c>unscanned</c> until the scanner has looked at it, <c>suspicious</c> until an administrator
/// has judged what it found, <c>rejected</c> for good; null when it may be read.</param>
public sealed record FileView(
    Guid Id,
    string Name,
    string Kind,
    string Hash,
    long Length,
    string AddedBy,
    DateTimeOffset AddedAt,
    string? AddedByName,
    string? Department = null,
    bool Removable = false,
    string? Held = null
);

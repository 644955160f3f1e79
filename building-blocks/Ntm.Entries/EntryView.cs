using Ntm.Files;
using Ntm.Web;

namespace Ntm.Entries;

/// <summary>What an entry changes.</summary>
/// <param name="What">What it is about, in Vietnamese.</param>
/// <param name="Before">What is in force; null where nothing is, and of an entry that was decided.</param>
/// <param name="After">What shall be in force.</param>
public sealed record EntryChange(string What, string? Before, string After);

/// <summary>File of the deciding document.</summary>
/// <param name="Name">File name.</param>
/// <param name="Kind">Kind by its bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Length">Bytes.</param>
public sealed record EntryFileView(string Name, FileKind Kind, string Hash, long Length);

/// <summary>An entry that was prepared for a province.</summary>
/// <param name="Id">Id of the entry.</param>
/// <param name="Number">Number in the province, from 1.</param>
/// <param name="Province">Code of the province.</param>
/// <param name="Kind">What it is: <c>thresholds</c>, <c>unit-group</c>, <c>criteria-set</c>, <c>criteria-set-move</c>, <c>procedure</c>,
/// <c>council</c>, <c>title</c>.</param>
/// <param name="Status"><c>Waiting</c>, <c>InForce</c>, <c>Refused</c> or <c>Withdrawn</c>.</param>
/// <param name="DocumentNumber">Number of the deciding document.</param>
/// <param name="DocumentDate">Its date.</param>
/// <param name="ValidFrom">First legal day of what it decides.</param>
/// <param name="Document">Its file; null until it is attached.</param>
/// <param name="PreparedBy">Account that prepared it.</param>
/// <param name="PreparedByName">Name of who prepared it.</param>
/// <param name="PreparedAt">Instant of preparing, UTC.</param>
/// <param name="DecidedBy">Account that decided on it or took it back; null while it waits.</param>
/// <param name="DecidedByName">Name of who did.</param>
/// <param name="DecidedAt">Instant of it, UTC.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Outcome">Address of what came of it; null unless it is in force.</param>
/// <param name="Changes">What it changes; empty in a list.</param>
/// <param name="AllowedActions">What the caller may do now: <c>attach</c>, <c>withdraw</c>, <c>put-into-force</c>, <c>refuse</c>.</param>
public sealed record EntryView(
    Guid Id,
    int Number,
    string Province,
    string Kind,
    EntryStatus Status,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    EntryFileView? Document,
    string PreparedBy,
    string PreparedByName,
    DateTimeOffset PreparedAt,
    string? DecidedBy,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? Reason,
    string? Outcome,
    IReadOnlyList<EntryChange> Changes,
    IReadOnlyList<string> AllowedActions
)
{
    internal static EntryView Of(PreparedEntry entry, Caller caller, IReadOnlyList<EntryChange> changes) =>
        new(
            entry.Id,
            entry.Number,
            entry.Province,
            entry.Kind,
            entry.Status,
            entry.Document.Number,
            entry.Document.Date,
            entry.Document.ValidFrom,
            entry.File is { } file ? new EntryFileView(file.Name, file.Kind, file.Hash, file.Length) : null,
            entry.PreparedBy,
            entry.PreparedByName,
            entry.PreparedAt,
            entry.DecidedBy,
            entry.DecidedByName,
            entry.DecidedAt,
            entry.Reason,
            entry.Outcome,
            entry.Status == EntryStatus.Waiting ? changes : [.. changes.Select(change => change with { Before = null })],
            [.. EntryAccess.ActionsOf(entry, caller)]
        );
}

/// <summary>Why an entry is refused.</summary>
/// <param name="Reason">Not blank, at most 1000 characters; whoever prepared it reads it.</param>
/// <example>{ "reason": "Mức của chỉ tiêu 2.1 không đúng văn bản." }</example>
public sealed record RefuseEntryRequest(string Reason);

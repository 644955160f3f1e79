using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Audit;
using Ntm.Files;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Entries;

/// <summary>Where a prepared entry stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryStatus>))]
public enum EntryStatus
{
    /// <summary>A leader of the province decides on it, once its document is attached.</summary>
    Waiting,

    /// <summary>Put into force: what was prepared is law of the province.</summary>
    InForce,

    /// <summary>Refused with a reason; nothing came of it.</summary>
    Refused,

    /// <summary>Taken back by those who prepare; nothing came of it.</summary>
    Withdrawn,
}

/// <summary>The numbered document of the province that decides.</summary>
/// <param name="Number">Number as printed.</param>
/// <param name="Date">Date of the document.</param>
/// <param name="ValidFrom">First legal day of what it decides.</param>
public sealed record EntryDocument(string Number, DateOnly Date, DateOnly ValidFrom);

/// <summary>The document's file as it lies in the store.</summary>
/// <param name="Name">File name.</param>
/// <param name="Kind">Kind by its bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Length">Bytes.</param>
public sealed record EntryFile(string Name, FileKind Kind, string Hash, long Length);

/// <summary>
/// Something by which a province lets later decisions be judged: one prepares it with the document that decides, somebody else who leads
/// the province puts it into force or refuses it. Until then nothing follows from it, and what is decided never changes again.
/// </summary>
public sealed class PreparedEntry : IAudited
{
    public required Guid Id { get; init; }

    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>Counts the entries of the province from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the kind that says what comes of it.</summary>
    public required string Kind { get; init; }

    /// <summary>What shall be in force, canonical JSON.</summary>
    public required string Payload { get; init; }
    public required EntryDocument Document { get; init; }

    /// <summary>Accounts that prepared it or attached its document, and in whose place; none of them decides on it.</summary>
    public required IReadOnlyList<string> Authors { get; set; }
    public required string PreparedBy { get; init; }
    public required string PreparedByName { get; init; }
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Null until the document is attached.</summary>
    public EntryFile? File { get; private set; }

    /// <summary>Hash of the file, by which the store asks for it.</summary>
    public string? FileHash { get; private set; }
    public EntryStatus Status { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private set; }

    /// <summary>Address of what came of it.</summary>
    public string? Outcome { get; private set; }
    public int Version { get; private set; }

    public string AuditKey => $"entry/{Id:D}";

    /// <summary>What is prepared counts by its hash: what comes of it has a record of its own, and names of people stay out.</summary>
    public object AuditContent() =>
        new
        {
            Province,
            Kind,
            Payload = TextHash.Of(Payload),
            Document,
            File = FileHash,
            Authors,
            PreparedBy,
            Status = Status.ToString(),
            DecidedBy,
            Reason,
            Outcome,
        };

    /// <summary>What shall be in force.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, EventJson.Options)!;

    /// <summary>The accounts that answer for what the caller does in one of these roles: his own, and whose role it is.</summary>
    public static IEnumerable<string> HandsOf(Caller caller, string province, params IReadOnlyList<string> roles) =>
        caller.PrincipalFor(roles, province) is { } principal ? [caller.Subject, principal] : [caller.Subject];

    /// <summary>Why its document cannot be attached, or it cannot be taken back.</summary>
    public Error? WhyNotChange() => Status == EntryStatus.Waiting ? null : EntryErrors.Decided;

    /// <summary>Why the document cannot be attached. It stays as it is: a wrong one is taken back with its entry.</summary>
    public Error? WhyNotAttach() => WhyNotChange() ?? (File is null ? null : EntryErrors.DocumentAttached);

    /// <summary>Why a leader cannot decide on it: it is decided, or he, or who lent him the role, had a hand in it.</summary>
    public Error? WhyNotDecide(Caller leader) =>
        WhyNotChange() ?? (HandsOf(leader, Province, "leader").Any(Authors.Contains) ? EntryErrors.OwnWork : null);

    /// <summary>Why it cannot be put into force, apart from what it says.</summary>
    public Error? WhyNotInForce(Caller leader) => WhyNotDecide(leader) ?? (File is null ? EntryErrors.DocumentMissing : null);

    public void Attach(EntryFile file, IEnumerable<string> hands)
    {
        (File, FileHash) = (file, file.Hash);
        Authors = [.. Authors.Union(hands)];
        Version++;
    }

    public void PutIntoForce(string outcome, Caller by, DateTimeOffset at)
    {
        Outcome = outcome;
        Close(EntryStatus.InForce, by, at);
    }

    public void Refuse(string reason, Caller by, DateTimeOffset at)
    {
        Reason = reason;
        Close(EntryStatus.Refused, by, at);
    }

    public void Withdraw(Caller by, DateTimeOffset at) => Close(EntryStatus.Withdrawn, by, at);

    private void Close(EntryStatus status, Caller by, DateTimeOffset at)
    {
        Status = status;
        (DecidedBy, DecidedByName, DecidedAt) = (by.Subject, by.Name, at);
        Version++;
    }
}

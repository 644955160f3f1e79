using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>The document by which a province issues a set, and what the set is for.</summary>
internal sealed record SetHeader
{
    /// <summary>Title (danh hiệu) that it decides on.</summary>
    public required string Title { get; init; }
    public required string Name { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day; dossiers opened since then are judged by it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Code of the national set that it extends; null where it stands alone.</summary>
    public string? Extends { get; init; }

    public ProvinceDocument ToDocument() => new(DocumentNumber, DocumentDate, ValidFrom);
}

/// <summary>
/// A criteria set that a province issues: a draft whose table may be replaced, then published by somebody else and never changed.
/// </summary>
internal sealed class ProvinceSet : IAudited
{
    public required string Code { get; init; }

    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }
    public required SetHeader Header { get; init; }

    /// <summary>Subjects of all who sent a table, and in whose place; none of them publishes or lends the role for it.</summary>
    public IReadOnlyList<string> Authors { get; private set; } = [];

    /// <summary>Name of the file last sent.</summary>
    public string FileName { get; private set; } = "";
    public IReadOnlyList<SheetRow> Rows { get; private set; } = [];

    /// <summary>SHA-256 of the rows as they are kept, lower-case hex.</summary>
    public string Hash { get; private set; } = "";
    public string PreparedBy { get; private set; } = "";
    public string PreparedByName { get; private set; } = "";
    public DateTimeOffset PreparedAt { get; private set; }

    /// <summary>Counts what the province published, from 1; null for a draft. Of two that are published at once, one takes it.</summary>
    public int? Number { get; private set; }
    public string? PublishedBy { get; private set; }
    public string? PublishedByName { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public int Version { get; private set; }

    public bool Published => PublishedAt is not null;

    /// <summary>Whether the rows are those that were hashed.</summary>
    public bool Intact => Hash == SheetHash.Of(Rows);

    public string AuditKey => $"criteria-set/{Code}";

    /// <summary>Null for a draft, which decides nothing. The rows count as they are now, not as they were hashed.</summary>
    public object? AuditContent() =>
        Published
            ? new
            {
                Province,
                Header,
                Number,
                Rows = SheetHash.Of(Rows),
                Authors,
                PublishedBy,
            }
            : null;

    public CriteriaSheet Read() => CriteriaSheet.Read(Rows, Code);

    /// <summary>Takes a table in place of the one before.</summary>
    public void Take(string fileName, IReadOnlyList<SheetRow> rows, Caller by, DateTimeOffset at)
    {
        (FileName, Rows, Hash) = (fileName, rows, SheetHash.Of(rows));
        (PreparedBy, PreparedByName, PreparedAt) = (by.Subject, by.Name, at);
        Authors = [.. Authors.Union(Hand.Of(by, Province, "officer", "appraiser").Accounts)];
        Version++;
    }

    public Error? WhyNotChange() => Published ? ProvinceSetErrors.Published : null;

    /// <summary>Why it cannot be published now.</summary>
    /// <param name="composed">The set as it would be in force, with every bad cell.</param>
    /// <param name="others">Sets of the province for the same title that are published.</param>
    public Error? WhyNotPublish(ComposedSet composed, IEnumerable<ProvinceSet> others) =>
        WhyNotChange() is { } published ? published
        : composed.Faults.Count > 0 ? ProvinceSetErrors.Faulty(composed.Faults.Count)
        : others.OrderByDescending(other => other.Header.ValidFrom).FirstOrDefault(other => other.Header.ValidFrom >= Header.ValidFrom)
            is { } later
            ? ProvinceSetErrors.NotLater(later)
        : null;

    public void Publish(int number, Caller by, DateTimeOffset at)
    {
        Number = number;
        (PublishedBy, PublishedByName, PublishedAt) = (by.Subject, by.Name, at);
        Version++;
    }
}

namespace Ntm.Audit;

/// <summary>A row whose every change an audit chain records with its whole content, so that a change behind it shows.</summary>
public interface IAudited
{
    /// <summary>Names the row for good, e.g. <c>confirmation/42/7</c>.</summary>
    string AuditKey { get; }

    /// <summary>
    /// What of it counts in law, as any value that JSON can hold; the same after a database has kept it, so without instants. Null
    /// while the row is only a draft.
    /// </summary>
    object? AuditContent();

    /// <summary>Properties that the content is made of, where others change without counting; null where every change counts.</summary>
    IReadOnlyCollection<string>? AuditedProperties => null;
}

/// <summary>A row's content at one moment.</summary>
/// <param name="Key">Names the row.</param>
/// <param name="Content">Its content; null when it was deleted.</param>
public sealed record AuditRecord(string Key, object? Content);

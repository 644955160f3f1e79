namespace Ntm.Files;

/// <summary>Which content of the store a service's committed rows reference; each service that stores files registers one.</summary>
public interface IFileReferences
{
    /// <summary>Name of the service.</summary>
    string Service { get; }

    /// <summary>Whether any committed row references the content.</summary>
    Task<bool> NamesAsync(string hash, CancellationToken ct);

    /// <summary>Adds a verdict to the audit of all that references the content; in the transaction of the request.</summary>
    /// <param name="file">The content and the verdict on it.</param>
    /// <param name="by">Account of the administrator.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Whether anything references it.</returns>
    Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A verdict on held content as an audit keeps it.</summary>
/// <param name="Sha256">The content.</param>
/// <param name="Released">Whether it may be read; otherwise it never may.</param>
/// <param name="Scanner">What found something in it.</param>
/// <param name="Finding">Name of what it found.</param>
/// <param name="FoundAt">When, UTC.</param>
/// <param name="Reason">The administrator's reason.</param>
public sealed record JudgedFile(string Sha256, bool Released, string Scanner, string Finding, DateTimeOffset FoundAt, string Reason)
{
    /// <summary>Name of the act in an audit.</summary>
    public const string Action = "file.judged";
}

namespace Ntm.Files;

/// <summary>
/// Files kept under the SHA-256 of their bytes: the same content is kept once, and none is ever changed.
/// A file counts as kept from the moment <see cref="AcceptAsync"/> returns, whatever dies afterwards.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Receives a stream into a place of its own while hashing and counting; memory does not grow with its length.
    /// It stops one byte after <paramref name="maximumBytes"/>. Nothing is kept until it is accepted.
    /// </summary>
    Task<StagedFile> StageAsync(Stream content, long maximumBytes, CancellationToken ct);

    /// <summary>Keeps a received file; accepting the same content again changes nothing.</summary>
    Task AcceptAsync(StagedFile file, CancellationToken ct);

    /// <summary>True when the content is kept.</summary>
    Task<bool> ExistsAsync(string hash, CancellationToken ct);

    /// <summary>Opens the content for reading; null when it is not kept.</summary>
    Task<Stream?> OpenReadAsync(string hash, CancellationToken ct);

    /// <summary>Reads the content and compares it with its hash: false when absent or damaged.</summary>
    Task<bool> VerifyAsync(string hash, CancellationToken ct);
}

namespace Ntm.Files;

/// <summary>A received file that is not kept yet. Disposing removes it when it was not accepted.</summary>
public sealed class StagedFile(string path, string hash, long length, bool tooLarge) : IDisposable
{
    internal string Path { get; } = path;

    /// <summary>Path of the pending marker: it exists from acceptance until a committed row references the content.</summary>
    internal string? PendingMarker { get; set; }

    /// <summary>SHA-256 of the received bytes, lower-case hex.</summary>
    public string Hash { get; } = hash;

    /// <summary>Bytes received.</summary>
    public long Length { get; } = length;

    /// <summary>True when the stream held more than allowed; hash and length then cover only its beginning.</summary>
    public bool TooLarge { get; } = tooLarge;

    /// <summary>Opens the received bytes for inspection; the stream can seek.</summary>
    public Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>
    /// Confirms that the row that references the accepted file is committed. Without it the sweep asks whether any row references
    /// the content.
    /// </summary>
    public void Settle()
    {
        if (PendingMarker is not null)
        {
            File.Delete(PendingMarker);
        }
    }

    public void Dispose() => File.Delete(Path);
}

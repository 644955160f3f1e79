using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>What is known of content that was scanned.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanState>))]
public enum ScanState
{
    /// <summary>The scanner found nothing.</summary>
    Clean,

    /// <summary>The scanner found something; nobody reads it before a verdict.</summary>
    Suspicious,

    /// <summary>An administrator took the finding for a mistake; it is read.</summary>
    Released,

    /// <summary>An administrator confirmed the finding; it is never read again.</summary>
    Rejected,
}

/// <summary>The result of a scan, with the verdict on it.</summary>
/// <param name="State">What is known.</param>
/// <param name="Finding">Name of what the scanner found; empty for nothing.</param>
/// <param name="At">When that became known, UTC.</param>
/// <param name="By">Account of the administrator who gave the verdict; null for the scanner.</param>
/// <param name="Reason">The administrator's reason.</param>
public sealed record FileScan(ScanState State, string Finding, DateTimeOffset At, string? By = null, string? Reason = null);

/// <summary>
/// The results of scans, kept beside the content that they are about: <c>scans/ab/abcd….json</c>, and an empty file in <c>held/</c> for
/// each that waits for a verdict. Where a scanner is set, content without a result is scanned when somebody wants to read it, and held
/// while that is not possible: nobody reads what was not looked at.
/// </summary>
public sealed class FileScans(
    IOptions<FileStoreOptions> options,
    ClamScanner scanner,
    IFileStore store,
    TimeProvider clock,
    SecurityLog security
)
{
    private const int LongestFinding = 100;

    private readonly string root = Path.GetFullPath(options.Value.Root);

    /// <summary>Whether a scanner is set.</summary>
    public bool IsOn => scanner.IsOn;

    /// <summary>What is known of content; null when nothing is.</summary>
    public FileScan? Find(string hash)
    {
        try
        {
            return PathOf(root, hash) is { } path ? JsonSerializer.Deserialize<FileScan>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Scans a received file, unless its content is known. Without an answer it is scanned when somebody wants to read
    /// it.</summary>
    internal async Task ScanAsync(StagedFile file, CancellationToken cancellation)
    {
        if (IsOn && Find(file.Hash) is null)
        {
            await using var content = file.OpenRead();
            await ScanAsync(file.Hash, content, cancellation);
        }
    }

    /// <summary>Why nobody may read content now; null when it may be read.</summary>
    public async Task<Error?> WhyHeldAsync(string hash, CancellationToken cancellation) =>
        (Find(hash) ?? await ScanStoredAsync(hash, cancellation)) switch
        {
            { State: ScanState.Clean or ScanState.Released } => null,
            { State: ScanState.Rejected } => FileErrors.Rejected(),
            { Finding: var finding } => FileErrors.Suspicious(finding),
            null => IsOn && await store.ExistsAsync(hash, cancellation) ? FileErrors.Unscanned() : null,
        };

    /// <summary>Why nobody may read content, in a word: <c>unscanned</c>, <c>suspicious</c>, <c>rejected</c>; null when it may be
    /// read.</summary>
    public string? HoldOn(string hash) =>
        IsOn
            ? Find(hash)?.State switch
            {
                null => "unscanned",
                ScanState.Suspicious => "suspicious",
                ScanState.Rejected => "rejected",
                _ => null,
            }
            : null;

    /// <summary>Every content that waits for a verdict.</summary>
    internal IReadOnlyList<(string Hash, FileScan Scan)> Held() =>
        Directory.Exists(Waiting)
            ?
            [
                .. from path in Directory.EnumerateFiles(Waiting)
                let hash = Path.GetFileName(path)
                let scan = Find(hash)
                where scan is { State: ScanState.Suspicious }
                orderby scan!.At, hash
                select (hash, scan!),
            ]
            : [];

    /// <summary>Takes an administrator's verdict.</summary>
    /// <returns>Whether the content waited for one.</returns>
    internal bool Judge(string hash, bool release, string by, string reason)
    {
        if (Find(hash) is not { State: ScanState.Suspicious } scan)
        {
            return false;
        }

        var state = release ? ScanState.Released : ScanState.Rejected;
        Write(hash, new FileScan(state, scan.Finding, clock.GetUtcNow(), by, reason));
        File.Delete(Path.Combine(Waiting, hash));
        return true;
    }

    /// <summary>Removes what is known of content that is removed.</summary>
    internal static void Forget(string root, string hash)
    {
        if (PathOf(root, hash) is { } path && File.Exists(path))
        {
            File.Delete(path);
            if (Path.Combine(root, "held", hash) is var held && File.Exists(held))
            {
                File.Delete(held);
            }
        }
    }

    private string Waiting => Path.Combine(root, "held");

    private async Task<FileScan?> ScanStoredAsync(string hash, CancellationToken cancellation)
    {
        if (!IsOn || await store.OpenReadAsync(hash, cancellation) is not { } content)
        {
            return null;
        }

        await using (content)
        {
            return await ScanAsync(hash, content, cancellation);
        }
    }

    private async Task<FileScan?> ScanAsync(string hash, Stream content, CancellationToken cancellation)
    {
        if (await scanner.ScanAsync(content, cancellation) is not { } found)
        {
            return null;
        }

        var finding = new string([.. found.Where(letter => !char.IsControl(letter)).Take(LongestFinding)]);
        var scan = new FileScan(found.Length == 0 ? ScanState.Clean : ScanState.Suspicious, finding, clock.GetUtcNow());
        if (scan.State == ScanState.Suspicious)
        {
            File.Create(Path.Combine(Directory.CreateDirectory(Waiting).FullName, hash)).Dispose();
            security.Write(SecurityEvent.FileHeld, finding, null, hash);
        }

        Write(hash, scan);
        return scan;
    }

    /// <summary>Renamed into place: a reader sees the old result or the new one.</summary>
    private void Write(string hash, FileScan scan)
    {
        var path = PathOf(root, hash)!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(scan));
        File.Move(draft, path, overwrite: true);
    }

    private static string? PathOf(string root, string hash) =>
        FileSystemStore.PathOf(root, hash) is null ? null : Path.Combine(root, "scans", hash[..2], hash + ".json");
}

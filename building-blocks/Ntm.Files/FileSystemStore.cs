using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>
/// The store on a file system: <c>incoming/</c> holds what is being received, <c>ab/cd/abcd…</c> what is kept, and <c>pending/</c> a
/// marker for each stored file whose command has not confirmed its commit yet. All lie under one root, so that keeping a file is one
/// atomic rename.
/// </summary>
public sealed class FileSystemStore : IFileStore
{
    /// <summary>Folder of the pending markers, below the root.</summary>
    internal const string PendingFolder = "pending";

    private const int BufferBytes = 64 * 1024;

    private readonly string root;
    private readonly string incoming;
    private readonly string pending;
    private readonly TimeSpan leftoverAge;
    private readonly TimeProvider clock;

    public FileSystemStore(IOptions<FileStoreOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        root = Path.GetFullPath(options.Value.Root);
        incoming = Path.Combine(root, "incoming");
        leftoverAge = TimeSpan.FromMinutes(options.Value.LeftoverMinutes);
        pending = Path.Combine(root, PendingFolder);
        Directory.CreateDirectory(incoming);
        Directory.CreateDirectory(pending);
        RemoveLeftovers();
    }

    public async Task<StagedFile> StageAsync(Stream content, long maximumBytes, CancellationToken ct)
    {
        var path = Path.Combine(incoming, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
        try
        {
            return await ReceiveAsync(content, path, maximumBytes, ct);
        }
        catch (IOException full) when (StorageFullException.IsBehind(full))
        {
            File.Delete(path);
            throw new StorageFullException(full);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public Task AcceptAsync(StagedFile file, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (file.TooLarge)
        {
            throw new InvalidOperationException("A file over the limit was offered for keeping.");
        }

        var target = PathOf(file.Hash)!;
        if (!File.Exists(file.Path) && File.Exists(target))
        {
            // Already accepted by an earlier attempt that the database rolled back.
            return Task.CompletedTask;
        }

        try
        {
            // The marker is written before the file: a process may die at any line, and the sweep must find what it leaves.
            file.PendingMarker = Path.Combine(pending, $"{file.Hash}.{Path.GetFileName(file.Path)}");
            File.Create(file.PendingMarker).Dispose();
            Keep(file.Path, target);
        }
        catch (IOException full) when (StorageFullException.IsBehind(full))
        {
            throw new StorageFullException(full);
        }

        return Task.CompletedTask;
    }

    public Task<bool> ExistsAsync(string hash, CancellationToken ct) => Task.FromResult(PathOf(hash) is { } path && File.Exists(path));

    public Task<Stream?> OpenReadAsync(string hash, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(PathOf(hash) is { } path ? OpenStored(path) : null);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task<bool> VerifyAsync(string hash, CancellationToken ct)
    {
        await using var content = await OpenReadAsync(hash, ct);
        return content is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == hash;
    }

    private void Keep(string path, string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);

        // Over an older copy as well: the bytes are the same, unless that copy was damaged.
        File.Move(path, target, overwrite: true);
        DurableFolder.Flush(folder);
        DurableFolder.Flush(Path.GetDirectoryName(folder)!);
        DurableFolder.Flush(root);
    }

    private static async Task<StagedFile> ReceiveAsync(Stream content, string path, long maximumBytes, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        var buffer = new byte[BufferBytes];
        var length = 0L;
        while (length <= maximumBytes)
        {
            var wanted = (int)Math.Min(buffer.Length, maximumBytes - length + 1);
            var read = await content.ReadAsync(buffer.AsMemory(0, wanted), ct);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            length += read;
        }

        file.Flush(flushToDisk: true);
        return new StagedFile(path, Convert.ToHexStringLower(hash.GetHashAndReset()), length, length > maximumBytes);
    }

    /// <summary>Removes uploads that a process left unfinished when it died.</summary>
    private void RemoveLeftovers()
    {
        var before = clock.GetUtcNow().UtcDateTime - leftoverAge;
        foreach (var path in Directory.EnumerateFiles(incoming).Where(path => File.GetLastWriteTimeUtc(path) < before))
        {
            File.Delete(path);
        }
    }

    private static FileStream OpenStored(string path) =>
        new(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            BufferBytes,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );

    private string? PathOf(string hash) => PathOf(root, hash);

    /// <summary>Null unless the text is a SHA-256 hash, so that no text from outside becomes a path.</summary>
    internal static string? PathOf(string root, string hash) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? Path.Combine(root, hash[..2], hash[2..4], hash) : null;
}

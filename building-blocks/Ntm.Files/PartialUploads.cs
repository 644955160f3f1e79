using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>An upload of which some bytes are still to come.</summary>
/// <param name="Id">Id of the upload.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Length">Bytes of the whole file.</param>
/// <param name="Offset">Bytes that are here.</param>
/// <param name="TouchedAt">When the last of them came, by the machine's clock.</param>
public sealed record PartialUpload(Guid Id, string Name, long Length, long Offset, DateTimeOffset TouchedAt)
{
    internal string Path { get; init; } = "";
}

/// <summary>
/// Uploads that come piece by piece, in <c>partial/</c> of the store: a folder for each account, and in it a file of the bytes that
/// are here and one that says what they become. Whatever arrived stays when the line breaks, and any replica goes on from there.
/// </summary>
public sealed class PartialUploads
{
    /// <summary>Open uploads of one account; another one takes the place of the oldest.</summary>
    internal const int MostOpen = 5;

    private const int BufferBytes = 64 * 1024;
    private const string Bytes = ".part";
    private const string About = ".json";

    private readonly string root;

    public PartialUploads(IOptions<FileStoreOptions> options)
    {
        root = Path.Combine(Path.GetFullPath(options.Value.Root), "partial");
        Lifetime = TimeSpan.FromHours(options.Value.ResumeHours);
    }

    /// <summary>How long an upload waits for its next piece.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>Begins an upload.</summary>
    /// <param name="owner">Account that sends it, and alone goes on with it.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="length">Bytes of the whole file.</param>
    public PartialUpload Begin(string owner, string name, long length)
    {
        var id = Guid.CreateVersion7();
        try
        {
            var folder = Directory.CreateDirectory(FolderOf(owner));
            foreach (var old in folder.GetFiles("*" + Bytes).OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostOpen - 1))
            {
                Remove(old.FullName);
            }

            var path = PathOf(owner, id);
            File.WriteAllText(Path.ChangeExtension(path, About), JsonSerializer.Serialize(new Announced(name, length)));
            File.Create(path).Dispose();
        }
        catch (IOException full) when (StorageFullException.IsBehind(full))
        {
            throw new StorageFullException(full);
        }

        return Find(owner, id)!;
    }

    /// <summary>An upload of the account; null when there is none, or not any more.</summary>
    public PartialUpload? Find(string owner, Guid id)
    {
        var path = PathOf(owner, id);
        try
        {
            var (name, length) = JsonSerializer.Deserialize<Announced>(File.ReadAllText(Path.ChangeExtension(path, About)))!;
            var file = new FileInfo(path);
            return file.Exists ? new PartialUpload(id, name, length, file.Length, file.LastWriteTimeUtc) { Path = path } : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Takes the next bytes; what came before the line broke stays.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="offset">Bytes that the sender knows to be here.</param>
    /// <param name="body">What follows them.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The bytes that are here now, or why none was taken.</returns>
    public static async Task<Result<PartialUpload>> TakeAsync(
        PartialUpload upload,
        long offset,
        Stream body,
        CancellationToken cancellation
    )
    {
        if (Open(upload.Path) is not { } file)
        {
            return FileErrors.UploadBusy();
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return FileErrors.UploadOffset(file.Length);
            }

            try
            {
                return await AppendAsync(file, upload, body, cancellation);
            }
            catch (IOException full) when (StorageFullException.IsBehind(full))
            {
                throw new StorageFullException(full);
            }
        }
    }

    /// <summary>Opens the bytes that are here.</summary>
    public static Stream OpenRead(PartialUpload upload) => new FileStream(upload.Path, FileMode.Open, FileAccess.Read, FileShare.Read);

    public static void Remove(PartialUpload upload) => Remove(upload.Path);

    /// <summary>Removes uploads that nobody goes on with.</summary>
    /// <param name="before">Those whose last piece came earlier; by the machine's clock, which dates files.</param>
    public void RemoveUntouched(DateTime before)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(root, "*" + Bytes, SearchOption.AllDirectories).ToList())
        {
            if (File.GetLastWriteTimeUtc(path) < before)
            {
                Remove(path);
            }
        }
    }

    private static async Task<Result<PartialUpload>> AppendAsync(
        FileStream file,
        PartialUpload upload,
        Stream body,
        CancellationToken cancellation
    )
    {
        var offset = file.Length;
        file.Position = offset;
        var buffer = new byte[BufferBytes];
        for (int read; (read = await ReadAsync(body, buffer, cancellation)) > 0; )
        {
            if (read > upload.Length - file.Length)
            {
                file.SetLength(offset);
                return FileErrors.UploadTooLong();
            }

            // Written at once and whatever becomes of the caller: it is what the sender need not send again.
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
        }

        file.Flush(flushToDisk: true);
        return upload with { Offset = file.Length };
    }

    /// <summary>The next bytes; none at the end, and where the line breaks.</summary>
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>The file for this writer alone; null while another one has it. A broken line is noticed late, so that one may linger.
    /// </summary>
    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Remove(string path)
    {
        File.Delete(path);
        File.Delete(Path.ChangeExtension(path, About));
    }

    /// <summary>No name of an account becomes a path.</summary>
    private string FolderOf(string owner) => Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner))));

    private string PathOf(string owner, Guid id) => Path.Combine(FolderOf(owner), id.ToString("N") + Bytes);

    private sealed record Announced(string Name, long Length);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>
/// Removes, once an hour, uploads that nobody goes on with, and stored content whose command never committed. Such content still has
/// its marker in <c>pending/</c>; content that a committed row referenced once has no marker and is never removed, so that it stays as
/// proof after it left a document.
/// </summary>
public sealed partial class OrphanSweep(
    IServiceScopeFactory scopes,
    IOptions<FileStoreOptions> options,
    Outages outages,
    ILogger<OrphanSweep> log
) : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private string Root => Path.GetFullPath(options.Value.Root);

    private string Pending => Path.Combine(Root, FileSystemStore.PendingFolder);

    /// <summary>Folder of content that is being checked; if the process dies, the next sweep continues with it.</summary>
    private string Doubtful => Path.Combine(Root, "doubtful");

    /// <summary>Names of the services whose rows may name content of this store.</summary>
    private string Owners => Path.Combine(Root, "owners");

    /// <summary>One sweep over the markers that are older than an instant of the machine's clock, which also dates files.</summary>
    /// <returns>How many contents were removed.</returns>
    public async Task<int> SweepAsync(DateTime before, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider.GetServices<IFileReferences>().ToList();
        if (Foreign(services) is { Count: > 0 } foreign)
        {
            NotSwept(Logger, Root, string.Join(", ", foreign));
            return 0;
        }

        Directory.CreateDirectory(Pending);
        Directory.CreateDirectory(Doubtful);
        foreach (var mark in Directory.GetFiles(Pending).Where(mark => File.GetLastWriteTimeUtc(mark) < before))
        {
            var hash = Path.GetFileNameWithoutExtension(mark);
            if (FileSystemStore.PathOf(Root, hash) is { } kept && !await IsNamedAsync(services, hash, cancellation))
            {
                Move(kept, Path.Combine(Doubtful, hash));
            }

            File.Delete(mark);
        }

        var removed = 0;
        foreach (var path in Directory.GetFiles(Doubtful))
        {
            // The second check comes after the move: an upload of the same content that was accepted before the move has a marker or
            // a row by now, and one that is accepted after it stores the content again.
            var hash = Path.GetFileName(path);
            if (Directory.EnumerateFiles(Pending, hash + ".*").Any() || await IsNamedAsync(services, hash, cancellation))
            {
                Move(path, FileSystemStore.PathOf(Root, hash)!);
            }
            else
            {
                File.Delete(path);
                FileScans.Forget(Root, hash);
                removed++;
                Removed(Logger, hash);
            }
        }

        return removed;
    }

    protected override TimeSpan WaitAfterFailure => Interval;

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        var (now, age) = (TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(options.Value.LeftoverMinutes));
        var uploads = new PartialUploads(options);
        uploads.RemoveUntouched(now - uploads.Lifetime);
        await SweepAsync(now - age, cancellation);
        return Interval;
    }

    private static async Task<bool> IsNamedAsync(List<IFileReferences> services, string hash, CancellationToken cancellation)
    {
        foreach (var service in services)
        {
            if (await service.NamesAsync(hash, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Services of other processes that share the folder; their rows cannot be queried here.</summary>
    private List<string> Foreign(List<IFileReferences> services)
    {
        Directory.CreateDirectory(Owners);
        foreach (var service in services)
        {
            File.Create(Path.Combine(Owners, service.Service)).Dispose();
        }

        var names = Directory.EnumerateFiles(Owners).Select(path => Path.GetFileName(path));
        return [.. names.Except(services.Select(service => service.Service))];
    }

    /// <summary>Moves a file that may be gone: replicas sweep the same folder.</summary>
    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException) { }
    }

    [LoggerMessage(9301, LogLevel.Information, "Orphan sweep: content {Hash} was received for a command that never committed; removed")]
    private static partial void Removed(ILogger logger, string hash);

    [LoggerMessage(
        9302,
        LogLevel.Warning,
        "Orphan sweep: folder {Root} is shared with {Services}, whose rows cannot be queried here; nothing was removed"
    )]
    private static partial void NotSwept(ILogger logger, string root, string services);
}

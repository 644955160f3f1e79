using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Audit.Heads;

/// <summary>
/// Exports the heads of a service's chains: at start, every <see cref="AuditOptions.ExportEvery"/>, when one is asked for, and at the end.
/// What the folder does not take is exported by the next round: the heads themselves lie in the database. Whole rounds also close days and
/// have them stamped.
/// </summary>
public sealed class HeadExport<TContext>(
    IServiceScopeFactory scopes,
    HeadFolder folder,
    TimestampAuthority authority,
    IEnumerable<ServiceDatabase> databases,
    IOptions<AuditOptions> options,
    SecurityLog security,
    Outages outages,
    ILogger<HeadExport<TContext>> log
) : BackgroundLoop(outages, log)
    where TContext : AuditedDbContext
{
    private static readonly TimeSpan LastExport = TimeSpan.FromSeconds(5);

    private readonly Channel<string> requested = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, AuditHead> exported = new(StringComparer.Ordinal);
    private long wholeAt;
    private volatile string? fault;
    private volatile string? stampFault;

    /// <summary>Name of the service.</summary>
    public string Service { get; } = databases.Single(database => database.ContextType == typeof(TContext)).Service;

    /// <summary>Why the last round did not export; null when it did.</summary>
    public string? Fault => fault;

    /// <summary>Why a day that is over was not stamped; null when none waits for it.</summary>
    public string? StampFault => stampFault;

    /// <summary>Exports the head of a chain now, as it is committed.</summary>
    public void Request(string chain) => requested.Writer.TryWrite(chain);

    protected override TimeSpan WaitAfterFailure => TimeSpan.FromSeconds(5);

    protected override Task WaitAsync(TimeSpan wait, CancellationToken cancellation) =>
        fault is null && wait > TimeSpan.Zero
            ? requested.Reader.WaitToReadAsync(cancellation).AsTask().WaitAsync(wait, TimeProvider.System, cancellation)
            : base.WaitAsync(wait, cancellation);

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        try
        {
            var (whole, chains) = (Environment.TickCount64 >= wholeAt, Requested());
            await ExportAsync(whole ? null : chains, cancellation);
            if (whole)
            {
                folder.CloseDays(Service);
                await StampAsync(cancellation);
                wholeAt = Environment.TickCount64 + (long)options.Value.ExportEvery.TotalMilliseconds;
            }

            fault = null;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            if (fault is null)
            {
                security.Write(SecurityEvent.HeadsNotExported, failure.GetBaseException().GetType().Name, null, Service);
            }

            (wholeAt, fault) = (0, failure.GetBaseException().Message);
            throw;
        }

        return TimeSpan.FromMilliseconds(Math.Max(1, wholeAt - Environment.TickCount64));
    }

    protected override async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(LastExport);
        await ExportAsync(null, limit.Token);
        folder.CloseDays(Service);
    }

    private HashSet<string> Requested()
    {
        var chains = new HashSet<string>(StringComparer.Ordinal);
        while (requested.Reader.TryRead(out var chain))
        {
            chains.Add(chain);
        }

        return chains;
    }

    private async Task ExportAsync(IReadOnlyCollection<string>? only, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var heads = await scope.ServiceProvider.GetRequiredService<TContext>().HeadsAsync(only, cancellation);
        var changed = heads.Where(head => exported.GetValueOrDefault(head.Chain) != head.Head).ToList();
        if (changed.Count > 0)
        {
            folder.Write(Service, changed);
            changed.ForEach(head => exported[head.Chain] = head.Head);
        }
    }

    /// <summary>An authority that does not answer is asked again in the next whole round.</summary>
    private async Task StampAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var list in authority.IsConfigured ? folder.Unstamped(Service) : [])
            {
                HeadFolder.KeepStamp(list, await authority.StampAsync(await File.ReadAllBytesAsync(list, cancellation), cancellation));
            }

            stampFault = null;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            stampFault = failure.GetBaseException().Message;
            Outages.Report("The timestamp authority", failure);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// Appends the settings of the process to a service's chain at start, where they differ from those of the start before. Settings take
/// effect at a start only. While the database is away it is tried again.
/// </summary>
internal sealed class SettingsRecord<TContext>(
    IServiceScopeFactory scopes,
    IEnumerable<SettingsSection> sections,
    IConfiguration configuration,
    SecurityLog security,
    Outages outages,
    ILogger<SettingsRecord<TContext>> log
) : BackgroundLoop(outages, log)
    where TContext : AuditedDbContext
{
    private bool done;

    protected override TimeSpan FirstWait => done ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;

    /// <summary>Before the first request, so that its entries come after.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunRoundAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Tried again, and reported, by the loop.
            Outages.TryReport(failure);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var (name, value) in sections.DistinctBy(section => section.OptionsType).SelectMany(section => section.Values(configuration))
        )
        {
            settings[name] = value;
        }

        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var changed = await transactions.Db.RecordSettingsAsync(settings, cancellation);
        await work.CommitAsync(cancellation);
        if (changed)
        {
            security.Write(SecurityEvent.SettingsChanged, "start", null, transactions.Db.AuditChainName);
        }

        done = true;
        return Timeout.InfiniteTimeSpan;
    }
}

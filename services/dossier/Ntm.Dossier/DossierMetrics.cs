using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Dossier.Reconciliation;

namespace Ntm.Dossier;

/// <summary>Metrics for operators: meter <c>Ntm.Dossier</c>.</summary>
internal static class DossierMetrics
{
    public const string Name = "Ntm.Dossier";

    private static readonly Meter Meter = new(Name);

    public static IReadOnlyList<Measurement<long>> Counted { get; set; } = [];

    /// <summary>
    /// Rows of the inbox (open stages, each department's share and each opinion asked for itself) by stage, by age (<c>week</c> up to 7
    /// days, <c>month</c> up to 30, <c>older</c>) and by whether they are overdue, as last counted: what is gone is not reported any more.
    /// </summary>
    public static readonly ObservableGauge<long> OpenTasks = Meter.CreateObservableGauge("ntm.dossier.open_tasks", () => Counted);

    /// <summary>Deadlines that fired, by the kind of notice.</summary>
    public static readonly Counter<long> Deadlines = Meter.CreateCounter<long>("ntm.dossier.deadlines");

    private static readonly Counter<long> Differences = Meter.CreateCounter<long>("ntm.dossier.differences");

    /// <summary>Counts a difference by code and by whether it was mended.</summary>
    public static void Count(Finding finding) =>
        Differences.Add(
            1,
            new KeyValuePair<string, object?>("code", finding.Difference.Code),
            new KeyValuePair<string, object?>("mended", finding.Mended)
        );
}

/// <summary>Counts the open stages once a minute, while the metric is collected; every replica reports the same.</summary>
internal sealed class CountTasks(IServiceScopeFactory scopes, TimeProvider clock, Outages outages, ILogger<CountTasks> log)
    : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override TimeSpan FirstWait => Interval;

    protected override TimeSpan WaitAfterFailure => Interval;

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        if (DossierMetrics.OpenTasks.Enabled)
        {
            await CountAsync(cancellation);
        }

        return Interval;
    }

    internal async Task CountAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var (week, month) = (now.AddDays(-7), now.AddDays(-30));
        var tasks = await scope
            .ServiceProvider.GetRequiredService<DossierDbContext>()
            .OpenStages.GroupBy(row => new
            {
                row.Stage,
                Age = row.OpenedAt > week ? "week"
                : row.OpenedAt > month ? "month"
                : "older",
                Overdue = row.DueAt <= now,
            })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        DossierMetrics.Counted = tasks.ConvertAll(task => new Measurement<long>(
            task.Count,
            new("stage", task.Key.Stage),
            new("age", task.Key.Age),
            new("overdue", task.Key.Overdue)
        ));
    }
}

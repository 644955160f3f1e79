using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ntm.Benchmarks.Plans;

/// <summary>How a publication went.</summary>
/// <param name="Seconds">Until it was answered.</param>
/// <param name="Duties">Rows of reports that are due.</param>
/// <param name="MegabytesMore">By how much the process was larger at its largest than before.</param>
/// <param name="MegabytesLogged">What it and those beside it wrote to the log of the database.</param>
/// <param name="Alone">Waits of reports filed before it, one after the other.</param>
/// <param name="Beside">Waits of reports filed while it ran.</param>
/// <param name="Refused">Number of these that waited too long for the database.</param>
internal sealed record Publication(
    double Seconds,
    int Duties,
    double MegabytesMore,
    double MegabytesLogged,
    Waits Alone,
    Waits Beside,
    int Refused
)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Publishes a plan of a year with a weekly report of every commune, while others file reports on the running plan.</summary>
    public static async Task<Publication> MeasureAsync(Province province, Reports reports, int weeks)
    {
        var plan = await province.DraftAsync("09/KH-BCĐ", Province.Today, weeks);
        var alone = new List<double>();
        for (var ask = 0; ask < 20; ask++)
        {
            alone.Add(await TimedAsync(reports.FileNextAsync));
        }

        await province.DrainAsync();
        GC.Collect();
        var (before, logged) = (Environment.WorkingSet, await LoggedAsync(province));
        var (most, mostLogged) = (before, 0L);
        var (beside, refused) = (new List<double>(), 0);
        var watch = Stopwatch.StartNew();
        var publication = province.PublishAsync(plan);
        var seconds = publication.ContinueWith(done => watch.Elapsed.TotalSeconds, TaskScheduler.Default);
        var observer = Task.Run(async () =>
        {
            while (!publication.IsCompleted)
            {
                (most, mostLogged) = (Math.Max(most, Environment.WorkingSet), Math.Max(mostLogged, FileLength(province)));
                await Task.Delay(20);
            }
        });
        do
        {
            beside.Add(
                await TimedAsync(async () =>
                {
                    try
                    {
                        await reports.FileNextAsync();
                    }
                    catch (InvalidOperationException)
                    {
                        refused++;
                    }
                })
            );
            await Task.Delay(20);
        } while (!publication.IsCompleted);

        await publication;
        await observer;
        var rows = 0;
        await province.WithPlanningAsync(async db => rows = await db.Duties.CountAsync(duty => duty.PlanId == plan));
        return new Publication(
            await seconds,
            rows,
            (most - before) / Megabyte,
            (mostLogged > 0 ? mostLogged : await LoggedAsync(province) - logged) / Megabyte,
            Waits.Of(alone),
            Waits.Of(beside),
            refused
        );
    }

    private static async Task<double> TimedAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Length of SQLite's log, which is cut only at a checkpoint; 0 for another engine.</summary>
    private static long FileLength(Province province) =>
        province.ConnectionString.StartsWith("Data Source=", StringComparison.Ordinal)
        && new FileInfo(province.ConnectionString.Split('=', 2)[1].Split(';')[0] + "-wal") is { Exists: true } log
            ? log.Length
            : 0;

    /// <summary>Position in PostgreSQL's log; 0 for another engine.</summary>
    private static async Task<long> LoggedAsync(Province province)
    {
        if (!province.ConnectionString.StartsWith("Host=", StringComparison.Ordinal))
        {
            return 0;
        }

        await using var connection = new NpgsqlConnection(province.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

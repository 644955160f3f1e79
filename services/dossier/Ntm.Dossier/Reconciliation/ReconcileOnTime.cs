using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Reconciliation;

/// <summary>
/// Reconciles all dossiers again and again, a page at each firing. Its timer is a row like any other: one replica has it.
/// </summary>
internal sealed class ReconcileOnTime(Reconciler reconciler, IOptions<DossierOptions> options, TimeProvider clock)
    : ITimerHandler<DossierDbContext>
{
    public const string Timer = "dossier.reconciliation";

    private const int PageSize = 50;

    public string Kind => Timer;

    public async Task FireAsync(DossierDbContext db, Timer timer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (next, _) = await ReconcilePageAsync(db, reconciler, timer.Payload, now, cancellation);
        await db.ScheduleAsync(Timer, Timer, next is null ? now + options.Value.ReconcileEvery : now, next ?? "", cancellation);
    }

    /// <summary>
    /// Sets the timer unless it is set. Not in sample mode: there the clock jumps over months, and each jump would wait for
    /// every reconciliation between.
    /// </summary>
    public static async Task BeginAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var transactions = provider.GetRequiredService<Transactions<DossierDbContext>>();
        if (
            provider.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting)
            || await transactions.Db.Timers.AnyAsync(row => row.Key == Timer, cancellation)
        )
        {
            return;
        }

        await using var work = await transactions.BeginAsync(cancellation);
        var first =
            provider.GetRequiredService<TimeProvider>().GetUtcNow()
            + provider.GetRequiredService<IOptions<DossierOptions>>().Value.ReconcileEvery;
        await transactions.Db.ScheduleAsync(Timer, Timer, first, "", cancellation);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    /// <summary>The verb: all dossiers at once. Returns 1 when something is left that only an operator can mend.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var (after, ended, left, mended) = ("", false, 0, 0);
        while (!ended)
        {
            await using var scope = services.CreateAsyncScope();
            var transactions = scope.ServiceProvider.GetRequiredService<Transactions<DossierDbContext>>();
            await using var work = await transactions.BeginAsync(cancellation);
            var (next, found) = await ReconcilePageAsync(
                transactions.Db,
                scope.ServiceProvider.GetRequiredService<Reconciler>(),
                after,
                scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
                cancellation
            );
            await work.CommitAsync(cancellation);
            foreach (var (dossier, difference, done) in found)
            {
                await output.WriteLineAsync(
                    $"{(done ? "đã sửa" : "CÒN LẠI")} {dossier.UnitName} {dossier.Year} {dossier.Id} {difference.Code} "
                        + $"{difference.Place}: {difference.Message}"
                );
            }

            (after, ended) = (next ?? after, next is null);
            mended += found.Count(finding => finding.Mended);
            left += found.Count(finding => !finding.Mended);
        }

        await output.WriteLineAsync(
            $"Đối chiếu xong: sửa {mended}, còn lại {left}. Câu trả lời mới của các dịch vụ khác được xét ở lần đối chiếu sau."
        );
        return left == 0 ? 0 : 1;
    }

    private static async Task<(string? Next, List<Finding> Found)> ReconcilePageAsync(
        DossierDbContext db,
        Reconciler reconciler,
        string after,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .Dossiers.AsNoTracking()
            .Where(row => string.Compare(row.SortKey, after) > 0)
            .OrderBy(row => row.SortKey)
            .Take(PageSize)
            .ToListAsync(cancellation);
        var found = await reconciler.ReconcileAsync(rows, Act.OfPlatform(now), cancellation);
        return (rows.Count < PageSize ? null : rows[^1].SortKey, found);
    }
}

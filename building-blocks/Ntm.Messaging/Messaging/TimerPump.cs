using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Hosting;
using Ntm.Persistence;
using Ntm.Web;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Messaging;

/// <summary>Handles timers of one kind. Its effects and the timer's end are one transaction.</summary>
public interface ITimerHandler<in TContext>
{
    /// <summary>Kind of timers this handles.</summary>
    string Kind { get; }

    /// <summary>Changes the model; it is saved and committed after this returns. Scheduling the same key again is allowed.</summary>
    Task FireAsync(TContext db, Timer timer, CancellationToken cancellation);
}

/// <summary>Lets whoever sets the sample clock wait until no due timer is left to fire.</summary>
public interface IFollowsClock
{
    Task<bool> HasDueAsync(CancellationToken cancellation);
}

/// <summary>
/// Fires due timers of one service. Whichever replica deletes the row first fires it; a kill before the commit leaves
/// the row for the next.
/// </summary>
public sealed class TimerPump<TContext>(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IOptions<MessagingOptions> options,
    DatabaseProbe databases,
    Outages outages,
    ILogger<TimerPump<TContext>> log
) : BackgroundLoop(outages, log), IFollowsClock
    where TContext : ServiceDbContext
{
    protected override TimeSpan WaitAfterFailure => options.Value.PollInterval;

    /// <summary>The machine's time decides when to poll, the injected clock which timers are due.</summary>
    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation) =>
        DatabaseClock.IsKnown(clock) && await FireDueAsync(cancellation) > 0 ? TimeSpan.Zero : options.Value.PollInterval;

    public async Task<bool> HasDueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Timers.AnyAsync(timer => timer.DueAt <= now, cancellation);
    }

    private async Task<int> FireDueAsync(CancellationToken cancellation)
    {
        List<Timer> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var now = clock.GetUtcNow();
            due = await scope
                .ServiceProvider.GetRequiredService<TContext>()
                .Timers.AsNoTracking()
                .Where(timer => timer.DueAt <= now)
                .OrderBy(timer => timer.DueAt)
                .Take(100)
                .ToListAsync(cancellation);
        }

        foreach (var timer in due)
        {
            await FireAsync(timer, cancellation);
        }

        return due.Count;
    }

    private async Task FireAsync(Timer timer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        try
        {
            var handler =
                scope.ServiceProvider.GetServices<ITimerHandler<TContext>>().FirstOrDefault(candidate => candidate.Kind == timer.Kind)
                ?? throw new InvalidOperationException($"Nothing handles timers of kind {timer.Kind}.");
            await using var work = await transactions.BeginAsync(cancellation);
            if (
                await transactions.Db.Timers.Where(row => row.Key == timer.Key && row.DueAt == timer.DueAt).ExecuteDeleteAsync(cancellation)
                == 0
            )
            {
                return;
            }

            await handler.FireAsync(transactions.Db, timer, cancellation);
            await transactions.Db.SaveChangesAsync(cancellation);
            await work.CommitAsync(cancellation);
            MessagingMetrics.TimersFired.Add(1);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            if (await databases.IsAwayAsync(exception, cancellation))
            {
                throw;
            }

            MessagingMetrics.TimersFailed.Add(1);
            MessagingLog.TimerFailed(Logger, timer.Key, timer.Attempts + 1, exception);
            await PostponeAsync(timer, exception.GetBaseException().Message, cancellation);
        }
    }

    private async Task PostponeAsync(Timer timer, string reason, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        var next = clock.GetUtcNow() + options.Value.BackOff(timer.Attempts + 4, Random.Shared.NextDouble());
        await using var work = await transactions.BeginAsync(cancellation);
        await transactions
            .Db.Timers.Where(row => row.Key == timer.Key && row.DueAt == timer.DueAt)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(x => x.DueAt, next)
                        .SetProperty(x => x.Attempts, timer.Attempts + 1)
                        .SetProperty(x => x.LastError, reason.Length > 2000 ? reason.Substring(0, 2000) : reason),
                cancellation
            );
        await work.CommitAsync(cancellation);
    }
}

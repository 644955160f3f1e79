using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>
/// Carries one service's outbox to its hearers: claims rows by lease, oldest of each order key only, delivers,
/// deletes. A row that fails waits longer each time and at last is parked; it holds back its own key, no other.
/// </summary>
public sealed class OutboxRelay<TContext>(
    IServiceScopeFactory scopes,
    WriteGate<TContext> gate,
    OutboxSignal<TContext> signal,
    DatabaseStatements statements,
    IOptions<MessagingOptions> options,
    ILogger<OutboxRelay<TContext>> log,
    Outages outages,
    TimeProvider clock,
    EmbeddedTransport own,
    ITransport? transport = null) : BackgroundService
    where TContext : ServiceDbContext
{
    /// <summary>Set by a control of the fault tests alone, in code: it must see what is lost where nobody waits for the confirm.</summary>
    private static readonly bool StrikesFirstForControl = AppContext.TryGetSwitch("Ntm.Messaging.StrikeFirst", out var first) && first;

    private static readonly Func<TContext, CancellationToken, Task<DateTimeOffset?>> Oldest = EF.CompileAsyncQuery((TContext db, CancellationToken _) =>
        db.Set<OutboxRow>().Where(row => !row.Dead).OrderBy(row => row.Seq).Select(row => (DateTimeOffset?)row.CreatedAt).FirstOrDefault());

    private readonly string owner = Guid.CreateVersion7().ToString("N");
    private volatile string closedBecause = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (released, told) = (!gate.OneProcess, false);
        while (transport is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!released)
                {
                    await ReleaseAsync(stoppingToken);
                    released = true;
                }

                var waits = told || await AnythingWaitsAsync(stoppingToken);
                told = false;
                if (!waits || !transport.Ready || await RelayOnceAsync(stoppingToken) == 0)
                {
                    // Where nothing waited, what a commit has published since is claimed without another look.
                    told = await signal.WaitAsync(options.Value.PollInterval, stoppingToken) && !waits;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!outages.IsDatabase(exception))
                {
                    MessagingLog.RelayFailed(log, exception);
                }

                await signal.WaitAsync(options.Value.PollInterval, stoppingToken);
            }
        }
    }

    /// <summary>
    /// Where one process owns the database, whoever claimed a fact before this start is dead: to wait for the lease would
    /// hold up a dossier for nothing.
    /// </summary>
    private async Task ReleaseAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var turn = await gate.EnterAsync(db, cancellation);
        await db.Outbox.Where(row => row.LeaseOwner != null)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.LeaseOwner, (string?)null).SetProperty(x => x.LeaseUntil, (long?)null), cancellation);
    }

    /// <summary>Returns how many facts went; 0 when there was none or no way.</summary>
    private async Task<int> RelayOnceAsync(CancellationToken cancellation)
    {
        var rows = await ClaimAsync(cancellation);
        if (rows.Count == 0)
        {
            return 0;
        }

        if (StrikesFirstForControl)
        {
            await DeleteAsync([.. rows.Select(row => row.Seq)], cancellation);
        }

        var (done, unreached) = (new ConcurrentBag<long>(), new ConcurrentBag<long>());
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = transport!.AtOnce, CancellationToken = cancellation },
            async (row, token) =>
            {
                switch (await TryDeliverAsync(row, token))
                {
                    case true:
                        done.Add(row.Seq);
                        break;
                    case null:
                        unreached.Add(row.Seq);
                        break;
                }
            });
        await DeleteAsync([.. done], cancellation);
        await GiveBackAsync([.. unreached], cancellation);
        return unreached.IsEmpty ? rows.Count : 0;
    }

    /// <summary>A look first: a claim is a write, and an idle service should write nothing.</summary>
    private async Task<bool> AnythingWaitsAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var oldest = await Oldest(scope.ServiceProvider.GetRequiredService<TContext>(), cancellation);
        MessagingMetrics.OutboxAges[typeof(TContext)] = oldest is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0;
        return oldest is not null;
    }

    private async Task<List<OutboxRow>> ClaimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();

        using var turn = await gate.EnterAsync(db, cancellation);
        var rows = await db.Outbox
            .FromSqlRaw(statements.Claim, options.Value.BatchSize, owner, (long)options.Value.Lease.TotalMilliseconds)
            .AsNoTracking().ToListAsync(cancellation);
        return [.. rows.OrderBy(row => row.Seq)];
    }

    /// <returns>True when delivered, false when the fact failed and waits, null when there was no way.</returns>
    private async Task<bool?> TryDeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var activity = MessagingMetrics.Source.StartActivity("deliver " + row.Type, ActivityKind.Consumer, row.TraceParent);
        try
        {
            await (row.IsHeard ? own : transport!).DeliverAsync(row, cancellation);
            MessagingMetrics.Delivered.Add(1);
            MessagingMetrics.Latency.Record((clock.GetUtcNow() - row.CreatedAt).TotalMilliseconds);
            return true;
        }
        catch (TransportUnreachableException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            closedBecause = exception.Message;
            return null;
        }
        catch (Exception exception) when (outages.IsDatabase(exception))
        {
            // A hearer's database is away: that is not the fact's fault either.
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            closedBecause = exception.GetBaseException().Message;
            return null;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            await PostponeAsync(row, exception, cancellation);
            return false;
        }
    }

    private async Task PostponeAsync(OutboxRow row, Exception exception, CancellationToken cancellation)
    {
        var dead = row.Attempts >= options.Value.MaxAttempts || RefusedFactException.IsCauseOf(exception);
        var reason = exception.GetBaseException().Message;
        MessagingLog.DeliveryFailed(log, row.Type, row.MessageId, row.Attempts, dead, exception);
        (dead ? MessagingMetrics.Dead : MessagingMetrics.Failed).Add(1);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var turn = await gate.EnterAsync(db, cancellation);
        await db.Database.ExecuteSqlRawAsync(
            statements.Postpone,
            [row.Seq, owner, (long)options.Value.BackOff(row.Attempts, Random.Shared.NextDouble()).TotalMilliseconds,
                reason.Length > 2000 ? reason[..2000] : reason, dead],
            cancellation);
    }

    /// <summary>What met a closed way is free again, as if it had not been tried.</summary>
    private async Task GiveBackAsync(long[] unreached, CancellationToken cancellation)
    {
        if (unreached.Length == 0)
        {
            return;
        }

        MessagingLog.GaveBack(log, unreached.Length, closedBecause);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var turn = await gate.EnterAsync(db, cancellation);
        await db.Outbox.Where(row => unreached.Contains(row.Seq) && row.LeaseOwner == owner).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.Attempts, x => x.Attempts - 1).SetProperty(x => x.LeaseOwner, (string?)null)
                .SetProperty(x => x.LeaseUntil, (long?)null),
            cancellation);
    }

    private async Task DeleteAsync(long[] done, CancellationToken cancellation)
    {
        if (done.Length == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var turn = await gate.EnterAsync(db, cancellation);
        await db.Outbox.Where(row => done.Contains(row.Seq) && row.LeaseOwner == owner).ExecuteDeleteAsync(cancellation);
    }
}

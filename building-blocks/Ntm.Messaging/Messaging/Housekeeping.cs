using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Persistence;
using Ntm.Rights;
using Ntm.Web;

namespace Ntm.Messaging;

/// <summary>
/// Deletes old inbox rows and stored responses in small batches, and what was taken before the life of any token. It begins an hour after
/// start: after a long stop, redelivered events must still be recognised.
/// </summary>
public sealed class Housekeeping<TContext>(
    IServiceScopeFactory scopes,
    TimeProvider clock,
    IOptions<MessagingOptions> options,
    Outages outages,
    ILogger<Housekeeping<TContext>> log
) : BackgroundLoop(outages, log)
    where TContext : ServiceDbContext
{
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override TimeSpan FirstWait => Interval;

    protected override TimeSpan WaitAfterFailure => Interval;

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        while (await TrimAsync(cancellation) >= Batch)
        {
            await Task.Yield();
        }

        return Interval;
    }

    /// <summary>One batch of each; returns the larger count.</summary>
    internal async Task<int> TrimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        var now = clock.GetUtcNow();
        await using var work = await transactions.BeginAsync(cancellation);
        var database = transactions.Db.Database;
        var inbox = await database.ExecuteSqlRawAsync(
            transactions.Statements.TrimInbox,
            [Batch, now - options.Value.InboxWindow],
            cancellation
        );
        var answers = await database.ExecuteSqlRawAsync(
            transactions.Statements.TrimIdempotencyRecords,
            [Batch, now - options.Value.IdempotencyWindow],
            cancellation
        );
        await TakenRights.TrimAsync(transactions.Db, now, cancellation);
        await work.CommitAsync(cancellation);
        return Math.Max(inbox, answers);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>
/// Forgets old inbox rows and answers in small batches. It begins an hour after start: after a long stop,
/// what is delivered again must still be known.
/// </summary>
public sealed class Housekeeping<TContext>(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<MessagingOptions> options, Outages outages, ILogger<Housekeeping<TContext>> log)
    : BackgroundService
    where TContext : ServiceDbContext
{
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(1), TimeProvider.System, stoppingToken);
            try
            {
                while (await TrimAsync(stoppingToken) >= Batch)
                {
                    await Task.Yield();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !outages.IsDatabase(exception))
            {
                MessagingLog.HousekeepingFailed(log, exception);
            }
        }
    }

    /// <summary>One batch of each; returns the larger count.</summary>
    internal async Task<int> TrimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<TContext>>();
        var now = clock.GetUtcNow();
        await using var work = await transactions.BeginAsync(cancellation);
        var database = transactions.Db.Database;
        var inbox = await database.ExecuteSqlRawAsync(transactions.Statements.TrimInbox, [Batch, now - options.Value.InboxWindow], cancellation);
        var answers = await database.ExecuteSqlRawAsync(transactions.Statements.TrimAnswers, [Batch, now - options.Value.AnswerWindow], cancellation);
        await work.CommitAsync(cancellation);
        return Math.Max(inbox, answers);
    }
}

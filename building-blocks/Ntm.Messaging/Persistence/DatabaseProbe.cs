using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Persistence;

/// <summary>Decides whether work failed because a database is unavailable, and is tried again without a count, or for a reason of its
/// own.</summary>
public sealed class DatabaseProbe(IServiceScopeFactory scopes, IEnumerable<ServiceDatabase> databases, DatabaseStatements statements)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>False also for a statement that took too long or found a lock while every database of the process answers.</summary>
    public async Task<bool> IsAwayAsync(Exception failure, CancellationToken cancellation) =>
        DatabaseAway.Behind(failure) is { } cause && (!DatabaseAway.IsDoubtful(cause) || !await AnswerAsync(cancellation));

    private async Task<bool> AnswerAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            foreach (var database in databases)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = (DbContext)scope.ServiceProvider.GetRequiredService(database.ContextType);
                _ = await db.Database.SqlQueryRaw<long>(statements.ReadClock).SingleAsync(limit.Token);
            }

            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}

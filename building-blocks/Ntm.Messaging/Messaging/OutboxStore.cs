using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>Texts of the outbox.</summary>
internal static class OutboxStore
{
    public const string Interrupted = "Tiến trình giao bản tin đã dừng giữa chừng, không ghi lại kết quả.";
}

/// <summary>
/// The statements of a relay on its outbox. Each changes only rows that this relay still leases: a row that another relay has
/// claimed since belongs to that relay.
/// </summary>
internal sealed class OutboxStore<TContext>(
    IServiceScopeFactory scopes,
    WriteLock<TContext> gate,
    DatabaseStatements statements,
    IOptions<MessagingOptions> options
)
    where TContext : ServiceDbContext
{
    private static readonly Func<TContext, CancellationToken, Task<DateTimeOffset?>> Oldest = EF.CompileAsyncQuery(
        (TContext db, CancellationToken _) =>
            db.Set<OutboxRow>()
                .Where(row => !row.Dead)
                .OrderBy(row => row.Seq)
                .Select(row => (DateTimeOffset?)row.CreatedAt)
                .FirstOrDefault()
    );

    private readonly string owner = Guid.CreateVersion7().ToString("N");
    private bool started = !gate.OneProcess;

    /// <summary>When the oldest message that is no dead letter was published; null when there is none.</summary>
    public Task<DateTimeOffset?> OldestAsync(CancellationToken cancellation) => ReadAsync(db => Oldest(db, cancellation));

    /// <summary>Time until a message may be claimed, zero when one may be now; null when none waits for its time.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken cancellation) =>
        await ReadAsync(async db => (await db.Database.SqlQueryRaw<long?>(statements.NextDue).ToListAsync(cancellation))[0]) is { } wait
            ? TimeSpan.FromMilliseconds(wait)
            : null;

    public Task<List<OutboxRow>> ClaimAsync(int most, CancellationToken cancellation) =>
        WriteAsync(
            async db =>
            {
                var rows = await db
                    .Outbox.FromSqlRaw(statements.Claim, most, owner, (long)options.Value.Lease.TotalMilliseconds)
                    .AsNoTracking()
                    .ToListAsync(cancellation);
                return rows.OrderBy(row => row.Seq).ToList();
            },
            cancellation
        );

    /// <summary>Removes what was delivered; a delivered retry wakes the others of its order key.</summary>
    public Task DeleteAsync(IReadOnlyCollection<OutboxRow> delivered, CancellationToken cancellation) =>
        WriteAsync(
            async db =>
            {
                var seqs = delivered.Select(row => row.Seq).ToList();
                var deleted = await db
                    .Outbox.Where(row => seqs.Contains(row.Seq) && row.LeaseOwner == owner)
                    .ExecuteDeleteAsync(cancellation);
                foreach (var key in delivered.Where(row => row.IsRetry).Select(row => row.OrderKey).Distinct())
                {
                    await db.Database.ExecuteSqlRawAsync(statements.Wake, [key], cancellation);
                }

                return deleted;
            },
            cancellation
        );

    /// <summary>Releases rows and takes the counted attempt back.</summary>
    public Task GiveBackAsync(IEnumerable<OutboxRow> rows, CancellationToken cancellation) =>
        WriteAsync(
            async db =>
            {
                var freed = 0;
                foreach (var claims in rows.GroupBy(row => row.Attempts, row => row.Seq))
                {
                    var (attempts, seqs) = (claims.Key, claims.ToList());
                    freed += await db
                        .Outbox.Where(row => seqs.Contains(row.Seq) && row.LeaseOwner == owner && row.Attempts == attempts)
                        .ExecuteUpdateAsync(
                            row =>
                                row.SetProperty(x => x.Attempts, attempts - 1)
                                    .SetProperty(x => x.LeaseOwner, (string?)null)
                                    .SetProperty(x => x.LeaseUntil, (long?)null),
                            cancellation
                        );
                }

                return freed;
            },
            cancellation
        );

    public Task PostponeAsync(OutboxRow row, string reason, bool dead, CancellationToken cancellation) =>
        WriteAsync(db => PostponeAsync(db, row, BackOff(row), reason, dead, cancellation), cancellation);

    /// <summary>
    /// Ends leases whose relay died before it wrote an outcome. Where one process owns the database, these are all leases that it
    /// finds at its start; elsewhere a lease must have expired. The death of the process is a failed attempt of each message that
    /// was being delivered: from the third attempt on the messages wait, each for another time, so that the message that kills the
    /// process is delivered alone and becomes a dead letter.
    /// </summary>
    /// <param name="held">Rows whose outcome this relay has still to write.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>What became a dead letter.</returns>
    public async Task<IReadOnlyList<OutboxRow>> RecoverAsync(IReadOnlySet<long> held, CancellationToken cancellation)
    {
        var interrupted = await ReadAsync(db =>
            (started ? db.Outbox.FromSqlRaw(statements.Expired) : db.Outbox.Where(row => row.LeaseOwner != null))
                .AsNoTracking()
                .ToListAsync(cancellation)
        );
        interrupted.RemoveAll(row => held.Contains(row.Seq));
        var dead =
            interrupted.Count == 0
                ? []
                : await WriteAsync(
                    async db =>
                    {
                        var given = new List<OutboxRow>();
                        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                        foreach (var row in interrupted)
                        {
                            var wait = row.Attempts > 2 ? BackOff(row) : TimeSpan.Zero;
                            var ended = row.Attempts >= options.Value.MaxAttempts;
                            if (
                                await PostponeAsync(db, row, wait, row.LastError ?? OutboxStore.Interrupted, ended, cancellation) > 0
                                && ended
                            )
                            {
                                given.Add(row);
                            }
                        }

                        await transaction.CommitAsync(cancellation);
                        return given;
                    },
                    cancellation
                );
        started = true;
        return dead;
    }

    private TimeSpan BackOff(OutboxRow row) => options.Value.BackOff(row.Attempts, Random.Shared.NextDouble());

    private Task<int> PostponeAsync(TContext db, OutboxRow row, TimeSpan wait, string reason, bool dead, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(
            statements.Postpone,
            [
                row.Seq,
                row.LeaseOwner!,
                row.Attempts,
                (long)wait.TotalMilliseconds,
                reason.Length > 2000 ? reason[..2000] : reason,
                dead,
                row.DueAt,
            ],
            cancellation
        );

    private async Task<T> ReadAsync<T>(Func<TContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    private async Task<T> WriteAsync<T>(Func<TContext, Task<T>> write, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        using var writeLock = await gate.EnterAsync(db, cancellation);
        return await write(db);
    }
}

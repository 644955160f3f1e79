using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;

namespace Ntm.Identity.Features.Tokens;

/// <summary>One count that a try belongs to.</summary>
/// <param name="Key">Key of its row.</param>
/// <param name="Limit">What it allows.</param>
/// <param name="Resets">Whether a right try forgets it.</param>
internal sealed record CountedBy(string Key, TryLimit Limit, bool Resets);

/// <summary>
/// Counts wrong passwords and codes, and makes further tries wait. A stranger's count by address, by name and by both; those of a device
/// that the account knows by the device alone, so that no stranger holds it up. Names that nobody has are counted alike.
/// </summary>
internal sealed class SlowDown(
    Transactions<IdentityDbContext> transactions,
    IOptions<IdentityIssuerOptions> options,
    TimeProvider clock,
    ILogger<SlowDown> log
)
{
    /// <summary>In this time an address is forgiven one wrong try, and a name one of all strangers'.</summary>
    private static readonly TimeSpan AddressWearsOffIn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NameWearsOffIn = TimeSpan.FromMinutes(6);

    private IdentityDbContext Db => transactions.Db;

    /// <summary>The counts of a sign-in.</summary>
    /// <param name="name">Normalised name.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<IReadOnlyList<CountedBy>> OfSignInAsync(string? name, SignInOrigin origin, CancellationToken cancellation)
    {
        var (db, shown) = (Db, origin.Devices);
        var device = await db
            .KnownDevices.AsNoTracking()
            .Where(row =>
                shown.Contains(row.Hash) && db.Accounts.Any(account => account.Id == row.AccountId && account.NormalizedUserName == name)
            )
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
        if (device is { } known)
        {
            return [Narrow($"device\n{known:D}")];
        }

        var address = new CountedBy(
            Secrets.Hash($"address\n{origin.Address}"),
            Limit(options.Value.SlowDown.AddressAfter, AddressWearsOffIn),
            false
        );
        var byName = new CountedBy(Secrets.Hash($"name\n{name}"), Limit(options.Value.SlowDown.NameAfter, NameWearsOffIn), false);
        var pair = Narrow($"pair\n{origin.Address}\n{name}");
        return origin.Local ? [byName, pair] : [address, byName, pair];
    }

    /// <summary>The count of somebody who is signed in and asked for his password.</summary>
    /// <param name="session">What his token belongs to.</param>
    public IReadOnlyList<CountedBy> OfSession(string session) => [Narrow($"session\n{session}")];

    /// <summary>How long a try has to wait, asked before anything costs work.</summary>
    public async Task<ProblemHttpResult?> RefusalAsync(IReadOnlyList<CountedBy> counts, CancellationToken cancellation) =>
        Refusal(await RowsOf(counts).AsNoTracking().ToListAsync(cancellation));

    /// <summary>Holds the counts until the transaction ends; of many tries at once each is decided after the one before.</summary>
    /// <returns>Why this try has to wait; null where it may be made.</returns>
    public async Task<ProblemHttpResult?> HoldAsync(IReadOnlyList<CountedBy> counts, CancellationToken cancellation)
    {
        foreach (var count in counts)
        {
            while (
                await Db
                    .WrongTries.Where(row => row.Key == count.Key)
                    .ExecuteUpdateAsync(row => row.SetProperty(x => x.Count, x => x.Count), cancellation) == 0
            )
            {
                await Db.Database.ExecuteSqlRawAsync(Db.EnterWrongTries, [count.Key], cancellation);
            }
        }

        return Refusal(await RowsOf(counts).ToListAsync(cancellation));
    }

    /// <summary>Counts a wrong try, in the transaction that holds the counts.</summary>
    public async Task CountAsync(IReadOnlyList<CountedBy> counts, CancellationToken cancellation)
    {
        var rows = await RowsOf(counts).ToDictionaryAsync(row => row.Key, cancellation);
        foreach (var count in counts)
        {
            rows[count.Key].Add(count.Limit, clock.GetUtcNow());
        }

        await Db.SaveChangesAsync(cancellation);
    }

    /// <summary>Forgets what a right try makes good, and rows that count nothing; in the transaction that holds them.</summary>
    public Task ResetAsync(IReadOnlyList<CountedBy> counts, CancellationToken cancellation)
    {
        string[] all = [.. counts.Select(count => count.Key)];
        string[] good = [.. counts.Where(count => count.Resets).Select(count => count.Key)];
        Db.ChangeTracker.Entries<WrongTries>().ToList().ForEach(entry => entry.State = EntityState.Detached);
        return Db
            .WrongTries.Where(row => good.Contains(row.Key) || (all.Contains(row.Key) && row.Count == 0))
            .ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Removes what is worn off. By itself, after the transaction that counted: it holds no row that another one waits
    /// for.</summary>
    public async Task TrimAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var work = await transactions.BeginAsync(cancellation);
        if (await Db.WrongTries.Where(row => row.ForgottenAt < now).ExecuteDeleteAsync(cancellation) > 0)
        {
            await work.CommitAsync(cancellation);
        }
    }

    private IQueryable<WrongTries> RowsOf(IReadOnlyList<CountedBy> counts)
    {
        string[] keys = [.. counts.Select(count => count.Key)];
        return Db.WrongTries.Where(row => keys.Contains(row.Key));
    }

    private ProblemHttpResult? Refusal(IEnumerable<WrongTries> rows)
    {
        var now = clock.GetUtcNow();
        var left = rows.Select(row => row.Left(now)).DefaultIfEmpty().Max();
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        Log.SignInSlowed(log, (int)Math.Ceiling(left.TotalSeconds));
        return SignInRefusals.Slowed(left);
    }

    private CountedBy Narrow(string by) =>
        new(Secrets.Hash(by), Limit(options.Value.SlowDown.After, options.Value.SlowDown.LongestWait), true);

    private TryLimit Limit(int free, TimeSpan wearsOffIn) =>
        new(free, wearsOffIn, options.Value.SlowDown.FirstWait, options.Value.SlowDown.LongestWait);
}

using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Accounts;

namespace Ntm.Identity.Persistence;

/// <summary>Serialises the sign-ins of one account and what it does about its own security.</summary>
internal static class AccountLock
{
    /// <summary>
    /// Holds the account's row until the transaction ends. Read the account after it: what was read before may be past,
    /// and a count based on it would be lost on engines with several writers.
    /// </summary>
    public static Task<int> HoldAsync(this DbSet<Account> accounts, string? normalizedUserName, CancellationToken cancellation) =>
        HoldAsync(accounts.Where(account => account.NormalizedUserName == normalizedUserName), cancellation);

    /// <summary>The same, by id.</summary>
    public static Task<int> HoldAsync(this DbSet<Account> accounts, Guid id, CancellationToken cancellation) =>
        HoldAsync(accounts.Where(account => account.Id == id), cancellation);

    private static Task<int> HoldAsync(IQueryable<Account> account, CancellationToken cancellation)
    {
        var stamp = Guid.CreateVersion7().ToString();
        return account.ExecuteUpdateAsync(row => row.SetProperty(x => x.ConcurrencyStamp, stamp), cancellation);
    }
}

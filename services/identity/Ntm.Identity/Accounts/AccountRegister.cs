using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ntm.Identity.Accounts;

/// <summary>ASP.NET Core Identity's account keeping, with lock-out by the platform's clock instead of the machine's.</summary>
internal sealed class AccountRegister(
    IUserStore<Account> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> userValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<AccountRegister> log,
    TimeProvider clock
) : UserManager<Account>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    /// <summary>A hash to compare with when there is no account, so that both answers take as long.</summary>
    private string? nobodysHash;

    /// <summary>Null also for the subject of a program, which is no account's id.</summary>
    public override Task<Account?> FindByIdAsync(string userId) =>
        Guid.TryParse(userId, out _) ? base.FindByIdAsync(userId) : Task.FromResult<Account?>(null);

    public override Task<bool> IsLockedOutAsync(Account user) =>
        Task.FromResult(user.LockoutEnabled && user.LockoutEnd > clock.GetUtcNow());

    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
        {
            user.LockoutEnd = clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan;
            user.AccessFailedCount = 0;
        }

        return UpdateUserAsync(user);
    }

    /// <summary>Checks a password without touching the database; false, after the same work, when there is no account.</summary>
    public bool PasswordFits(Account? account, string password)
    {
        if (account?.PasswordHash is { } hash)
        {
            return PasswordHasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;
        }

        var nobody = new Account
        {
            Name = "",
            HomeUnitCode = "",
            CreatedAt = default,
        };
        nobodysHash ??= PasswordHasher.HashPassword(nobody, "-");
        PasswordHasher.VerifyHashedPassword(nobody, nobodysHash, password);
        return false;
    }
}

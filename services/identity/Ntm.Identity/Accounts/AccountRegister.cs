using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ntm.Identity.Accounts;

/// <summary>ASP.NET Core Identity's account keeping. It locks no account: wrong tries are counted by where they come from.</summary>
internal sealed class AccountRegister(
    IUserStore<Account> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> userValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<AccountRegister> log
) : UserManager<Account>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, log)
{
    /// <summary>A hash to compare with when there is no account, so that both answers take as long.</summary>
    private string? nobodysHash;

    /// <summary>Null also for the subject of a program, which is no account's id.</summary>
    public override Task<Account?> FindByIdAsync(string userId) =>
        Guid.TryParse(userId, out _) ? base.FindByIdAsync(userId) : Task.FromResult<Account?>(null);

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

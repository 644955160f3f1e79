using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;

namespace Ntm.Identity.Features.Accounts;

/// <summary>An account as its administrators see it.</summary>
/// <param name="Id">Subject of its tokens.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="HomeUnitCode">Unit that looks after it.</param>
/// <param name="Active">Whether it may sign in.</param>
/// <param name="LockedUntil">End of a lock-out; null when not locked.</param>
/// <param name="Grants">All grants, past ones too.</param>
public sealed record AccountView(
    Guid Id, string UserName, string Name, string HomeUnitCode, bool Active, DateTimeOffset? LockedUntil, IReadOnlyList<GrantView> Grants);

/// <summary>A role of an account on a unit.</summary>
public sealed record GrantView(Guid Id, string Role, string UnitCode, string? Department, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal static GrantView Of(AccountGrant grant) =>
        new(grant.Id, grant.Role, grant.UnitCode, grant.Department, grant.ValidFrom, grant.ValidTo);
}

/// <summary>Finds accounts inside the caller's scope; one outside it is answered like one that does not exist.</summary>
internal sealed class AccountScope(IdentityDbContext db, TimeProvider clock)
{
    public static readonly Error NotFound = Error.NotFound(
        "identity.account_not_found", "Không có tài khoản này trong phạm vi quản trị của bạn.");

    /// <summary>The account, or why the caller may not act on it.</summary>
    public async Task<(Account? Account, Error? Refusal)> FindAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsAdministrator())
        {
            return (null, Administration.NotAdministrator);
        }

        return await db.Accounts.FindAsync([id], cancellation) is { } account
            && await RefusalAsync(account.HomeUnitCode, caller, cancellation) is null
            ? (account, null)
            : (null, NotFound);
    }

    /// <summary>Why the caller may not administer this unit today.</summary>
    public async Task<Error?> RefusalAsync(string unitCode, Caller caller, CancellationToken cancellation)
    {
        var units = await db.Units.LoadAsync([unitCode], cancellation);
        return units.Find(unitCode) is null
            ? UnitErrors.NotFound(unitCode)
            : Administration.Refusal(caller, units.KnownPath(unitCode, clock.Today()));
    }

    public async Task<AccountView> ViewAsync(Account account, CancellationToken cancellation)
    {
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.AccountId == account.Id).ToListAsync(cancellation);
        return View(account, grants);
    }

    public AccountView View(Account account, IEnumerable<AccountGrant> grants) => new(
        account.Id, account.UserName!, account.Name, account.HomeUnitCode, account.Active,
        account.LockoutEnd > clock.GetUtcNow() ? account.LockoutEnd : null,
        [.. grants.OrderBy(grant => grant.ValidFrom).ThenBy(grant => grant.Id).Select(GrantView.Of)]);
}

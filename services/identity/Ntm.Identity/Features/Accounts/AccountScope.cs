using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>An account inside an administrator's scope.</summary>
/// <param name="Account">The account.</param>
/// <param name="HomePath">Path of its home unit.</param>
/// <param name="Administrator">Whose scope it is.</param>
internal sealed record AccountInScope(Account Account, string HomePath, Administrator Administrator)
{
    public bool IsOwn => Account.Id == Administrator.Id;
}

/// <summary>
/// The one place that says which administrator may do what to which account. One outside the caller's scope is answered like one
/// that does not exist.
/// </summary>
internal sealed class AccountScope(IdentityDbContext db, Administration administration, TimeProvider clock)
{
    public static readonly Error NotFound = Error.NotFound(
        "identity.account_not_found",
        "Không có tài khoản này trong phạm vi quản trị của bạn."
    );

    /// <summary>The caller's own account; none for a program.</summary>
    public static Guid OwnOf(Caller caller) => Guid.TryParse(caller.Subject, out var id) ? id : Guid.Empty;

    private static readonly Error OwnAccount = Error.Forbidden(
        "identity.own_account",
        "Không được tự thực hiện việc này với tài khoản của mình. Nhờ quản trị viên khác."
    );

    private static readonly Error NotAbove = Error.Forbidden(
        "identity.not_above",
        "Việc này chỉ quản trị viên cấp trên của tài khoản đó thực hiện được."
    );

    private static readonly Error ConsentNeeded = Error.Forbidden(
        "identity.consent_needed",
        "Tài khoản của MTTQ: cần một quản trị viên khác, ở cấp trên của tài khoản đó, đồng ý trước (consents) trong vòng 24 giờ."
    );

    /// <summary>The account, or why the caller may not read it.</summary>
    public async Task<(AccountInScope? Found, Error? Refusal)> FindAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await administration.FindAsync(caller, cancellation) is not { } administrator)
        {
            return (null, Administration.NotAdministrator);
        }

        return
            await db.Accounts.FindAsync([id], cancellation) is { } account
            && await PathAsync(account.HomeUnitCode, cancellation) is { } home
            && administrator.Covers(home)
            ? (new AccountInScope(account, home, administrator), null)
            : (null, NotFound);
    }

    /// <summary>
    /// The account, or why the caller may not do this to it; <c>wanted</c> is the grant that the act would add. Part of the caller's
    /// transaction: a consent is used up.
    /// </summary>
    public async Task<(AccountInScope? Found, Error? Refusal)> FindForAsync(
        AccountAct act,
        Guid id,
        Caller caller,
        CancellationToken cancellation,
        AccountGrant? wanted = null
    )
    {
        var (found, refusal) = await FindAsync(id, caller, cancellation);
        refusal ??= found!.IsOwn ? OwnAccount : await RefusalAsync(act, found, wanted, cancellation);
        return refusal is null ? (found, null) : (null, refusal);
    }

    /// <summary>The account, if the caller stands above it and all its grants, or why it does not.</summary>
    public async Task<(AccountInScope? Found, Error? Refusal)> FindBelowAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        var (found, refusal) = await FindAsync(id, caller, cancellation);
        return refusal is not null ? (null, refusal)
            : found!.IsOwn ? (null, OwnAccount)
            : (await HoldingsAsync(found, null, cancellation)).All(holding => found.Administrator.IsAbove(holding.Path)) ? (found, null)
            : (null, NotAbove);
    }

    /// <summary>Why the caller may not administer this unit today.</summary>
    public async Task<Error?> RefusalAsync(string unitCode, Caller caller, CancellationToken cancellation)
    {
        if (await administration.FindAsync(caller, cancellation) is not { } administrator)
        {
            return Administration.NotAdministrator;
        }

        return await PathAsync(unitCode, cancellation) is not { } path ? UnitErrors.NotFound(unitCode)
            : administrator.Covers(path) ? null
            : Administration.OutsideScope;
    }

    public async Task<AccountView> ViewAsync(Account account, CancellationToken cancellation)
    {
        var grants = await db.Grants.AsNoTracking().Where(grant => grant.AccountId == account.Id).ToListAsync(cancellation);
        return View(account, grants);
    }

    public static AccountView View(Account account, IEnumerable<AccountGrant> grants) =>
        new(
            account.Id,
            account.UserName!,
            account.Name,
            account.HomeUnitCode,
            account.Active,
            [.. grants.OrderBy(grant => grant.ValidFrom).ThenBy(grant => grant.Id).Select(GrantView.Of)]
        );

    private async Task<Error?> RefusalAsync(AccountAct act, AccountInScope found, AccountGrant? wanted, CancellationToken cancellation)
    {
        var administrator = found.Administrator;
        var holdings = await HoldingsAsync(found, wanted, cancellation);
        if (act.Whole && !holdings.All(holding => administrator.Covers(holding.Path)))
        {
            return Administration.OutsideScope;
        }

        if (act.FromAbove && holdings.Any(holding => holding.Role == Roles.Administrator && !administrator.IsAbove(holding.Path)))
        {
            return NotAbove;
        }

        // An administrator below the one who deactivated the account cannot undo it.
        if (
            act == AccountAct.Activation
            && found.Account.DeactivatedFrom is { } unit
            && !administrator.Covers(await PathAsync(unit, cancellation))
        )
        {
            return NotAbove;
        }

        return holdings.Exists(holding => holding.Role == Roles.Surveyor)
            ? await UseConsentAsync(act, found, holdings, cancellation)
            : null;
    }

    /// <summary>The consent counts if who gave it is still an administrator above all that the account is about.</summary>
    private async Task<Error?> UseConsentAsync(AccountAct act, AccountInScope found, List<Holding> holdings, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var consents = await db
            .Consents.Where(consent =>
                consent.AccountId == found.Account.Id
                && consent.Act == act.Name
                && consent.GivenBy != found.Administrator.Id
                && consent.UsedAt == null
                && consent.ExpiresAt > now
            )
            .ToListAsync(cancellation);
        foreach (var consent in consents)
        {
            if (
                await administration.FindAsync(consent.GivenBy, cancellation) is { } second
                && holdings.All(holding => second.IsAbove(holding.Path))
            )
            {
                consent.Use(found.Administrator.Id, now);
                return null;
            }
        }

        return ConsentNeeded;
    }

    /// <summary>Path of a unit today or when it last had one; null when there is no such unit.</summary>
    private async Task<string?> PathAsync(string unitCode, CancellationToken cancellation) =>
        (await db.Units.LoadAsync([unitCode], cancellation)).KnownPath(unitCode, clock.Today());

    /// <summary>What the account is about: its home unit, its grants in force or to come, and one that is wanted for it.</summary>
    private async Task<List<Holding>> HoldingsAsync(AccountInScope found, AccountGrant? wanted, CancellationToken cancellation)
    {
        var today = clock.Today();
        var grants = await db
            .Grants.AsNoTracking()
            .Where(grant => grant.AccountId == found.Account.Id && (grant.ValidTo == null || grant.ValidTo >= today))
            .ToListAsync(cancellation);
        if (wanted is not null)
        {
            grants.Add(wanted);
        }

        var units = await db.Units.LoadAsync(grants.Select(grant => grant.UnitCode), cancellation);
        return
        [
            new Holding(null, found.HomePath),
            .. grants
                .Where(grant => units.Find(grant.UnitCode) is { } unit && !(unit.Latest.ValidTo < today))
                .Select(grant => new Holding(grant.Role, units.KnownPath(grant.UnitCode, today)!)),
        ];
    }

    /// <summary>Path of a unit and the role held there; none at the home unit.</summary>
    private sealed record Holding(string? Role, string Path);
}

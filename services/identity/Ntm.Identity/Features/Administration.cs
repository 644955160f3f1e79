using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features;

/// <summary>An account that administers units now.</summary>
/// <param name="Id">Account.</param>
/// <param name="Scope">The units it administers, each with everything below.</param>
internal sealed record Administrator(Guid Id, UnitScope Scope)
{
    public bool Covers(string? path) => path is not null && Scope.Covers(path);

    /// <summary>
    /// Administers a unit above this one. A province has no unit above it; there another administrator of the province takes that
    /// part.
    /// </summary>
    public bool IsAbove(string path) =>
        Scope.Units.Any(unit => UnitScope.IsBelow(unit, path) || (path == unit && UnitScope.IsProvince(unit)));
}

/// <summary>
/// Which account administers which units, by this service's own database: the account must be active and the grant in force at this
/// moment. The token only identifies the caller; its grants are as old as the token.
/// </summary>
internal sealed class Administration(IdentityDbContext db, TimeProvider clock)
{
    public static readonly Error NotAdministrator = Error.Forbidden(
        "identity.not_administrator",
        "Chỉ quản trị viên mới thực hiện được việc này."
    );

    public static readonly Error OutsideScope = Error.Forbidden(
        "identity.outside_scope",
        "Đơn vị này nằm ngoài phạm vi quản trị của bạn. Liên hệ quản trị viên cấp trên."
    );

    /// <summary>The caller as administrator; null when it administers nothing now.</summary>
    public Task<Administrator?> FindAsync(Caller caller, CancellationToken cancellation) =>
        Guid.TryParse(caller.Subject, out var id) ? FindAsync(id, cancellation) : Task.FromResult<Administrator?>(null);

    public async Task<Administrator?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var grants = await db
            .Grants.AsNoTracking()
            .Where(grant =>
                grant.AccountId == accountId
                && grant.Role == Roles.Administrator
                && db.Accounts.Any(account => account.Id == accountId && account.Active)
            )
            .ToListAsync(cancellation);
        var units = await db.Units.AsNoTracking().LoadAsync(grants.Select(grant => grant.UnitCode), cancellation);
        var paths = grants.Select(grant => grant.On(today, units)?.UnitPath).OfType<string>();
        var scope = new UnitScope(paths);
        return scope.IsEmpty ? null : new Administrator(accountId, scope);
    }

    /// <summary>Refuses unless the caller administers a whole province.</summary>
    public async Task<Error?> ProvinceRefusalAsync(Caller caller, CancellationToken cancellation) =>
        await FindAsync(caller, cancellation) is not { } administrator ? NotAdministrator
        : administrator.Scope.Units.Any(UnitScope.IsProvince) ? null
        : OutsideScope;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Commands;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>Somebody who holds a role on a unit today.</summary>
/// <param name="Subject">Account, as a council's roster names its members.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="UserName">Name to sign in with, to distinguish people of one name.</param>
/// <param name="Department">Department that the role is bound to; null for none.</param>
public sealed record RoleHolder(Guid Subject, string Name, string UserName, string? Department);

/// <summary><c>GET /identity/role-holders?unit=&amp;role=</c>: who holds a role on a unit today, for the leader and the administrators of
/// that unit or one above it; council members also for its officers and appraisers: whoever prepares a council has to name
/// accounts.</summary>
internal static class ListRoleHolders
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/role-holders", HandleAsync).WithName(nameof(ListRoleHolders));

    internal static async Task<Results<Ok<List<RoleHolder>>, ProblemHttpResult>> HandleAsync(
        string unit,
        string role,
        IdentityDbContext db,
        Caller caller,
        ICallerRights<IdentityDbContext> rights,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var today = clock.Today();
        var units = await db.Units.AsNoTracking().LoadAsync([unit], cancellation);
        if (units.PathOn(unit, today) is not { } path)
        {
            return UnitErrors.NotFound(unit).ToProblem();
        }

        var now = await rights.OfAsync(caller, cancellation);
        if (!PreparesCouncil(now, role, path) && Refusal(now, path) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var holders = await db
            .Grants.AsNoTracking()
            .Where(grant =>
                grant.UnitCode == unit
                && grant.Role == role
                && grant.ValidFrom <= today
                && (grant.ValidTo == null || grant.ValidTo >= today)
            )
            .Join(
                db.Accounts.Where(account => account.Active),
                grant => grant.AccountId,
                account => account.Id,
                (grant, account) => new RoleHolder(account.Id, account.Name, account.UserName!, grant.Department)
            )
            .ToListAsync(cancellation);
        return TypedResults.Ok(holders.Distinct().OrderBy(holder => holder.Name, StringComparer.Ordinal).ToList());
    }

    private static bool PreparesCouncil(Caller now, string role, string path) =>
        role == Roles.Council && (now.HoldsAbove(Roles.Officer, path) || now.HoldsAbove(Roles.Appraiser, path));

    /// <summary>Why the caller may not read who holds roles on a unit.</summary>
    /// <param name="now">The caller with the grants in force now.</param>
    /// <param name="path">Path of the unit.</param>
    internal static Error? Refusal(Caller now, string path) =>
        now.HoldsAbove(Roles.Leader, path) || now.HoldsAbove(Roles.Administrator, path) ? null : Administration.OutsideScope;
}

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

/// <summary>A role that somebody holds on a unit today.</summary>
/// <param name="Role">Role, e.g. <c>officer</c>.</param>
/// <param name="UnitCode">Code of the unit.</param>
/// <param name="UnitPath">Codes from the province down to the unit.</param>
/// <param name="Department">Department that the role is bound to; null for none.</param>
/// <param name="Holders">Accounts that may sign in and hold it; from 1. Where it is 1, nobody holds it once that account is gone.</param>
public sealed record HeldRole(string Role, string UnitCode, string UnitPath, string? Department, int Holders);

/// <summary><c>GET /identity/held-roles?unit=</c>: which roles on a unit and below it somebody holds today, for the leader and the
/// administrators of that unit or one above it. What is missing in it nobody can do.</summary>
internal static class ListHeldRoles
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/held-roles", HandleAsync).WithName(nameof(ListHeldRoles));

    /// <summary>Lists the roles on a unit and below it that somebody holds today, with how many do.</summary>
    internal static async Task<Results<Ok<List<HeldRole>>, ProblemHttpResult>> HandleAsync(
        string unit,
        IdentityDbContext db,
        Caller caller,
        ICallerRights<IdentityDbContext> rights,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var today = clock.Today();
        if ((await db.Units.AsNoTracking().LoadAsync([unit], cancellation)).PathOn(unit, today) is not { } path)
        {
            return UnitErrors.NotFound(unit).ToProblem();
        }

        if (ListRoleHolders.Refusal(await rights.OfAsync(caller, cancellation), path) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var rows = await db
            .Grants.AsNoTracking()
            .Where(grant => grant.ValidFrom <= today && (grant.ValidTo == null || grant.ValidTo >= today))
            .Join(
                db.Accounts.Where(account => account.Active),
                grant => grant.AccountId,
                account => account.Id,
                (grant, account) =>
                    new
                    {
                        grant.Role,
                        grant.UnitCode,
                        grant.Department,
                        account.Id,
                    }
            )
            .GroupBy(row => new
            {
                row.Role,
                row.UnitCode,
                row.Department,
            })
            .Select(group => new
            {
                group.Key.Role,
                group.Key.UnitCode,
                group.Key.Department,
                Holders = group.Select(row => row.Id).Distinct().Count(),
            })
            .ToListAsync(cancellation);
        var units = await db.Units.AsNoTracking().LoadAsync(rows.Select(row => row.UnitCode), cancellation);
        return TypedResults.Ok(
            rows.Select(row => new HeldRole(row.Role, row.UnitCode, units.PathOn(row.UnitCode, today) ?? "", row.Department, row.Holders))
                .Where(held => UnitScope.Contains(path, held.UnitPath))
                .OrderBy(held => held.UnitPath, StringComparer.Ordinal)
                .ThenBy(held => held.Role, StringComparer.Ordinal)
                .ThenBy(held => held.Department, StringComparer.Ordinal)
                .ToList()
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>A role that one person exercises on behalf of another.</summary>
/// <param name="Id">Id of the delegated grant.</param>
/// <param name="Role">Role, e.g. <c>leader</c>.</param>
/// <param name="UnitCode">Unit it is bound to.</param>
/// <param name="Department">Department of an appraiser; null for others.</param>
/// <param name="Principal">Account whose role it is.</param>
/// <param name="PrincipalName">Its name.</param>
/// <param name="Deputy">Account that acts.</param>
/// <param name="DeputyName">Its name.</param>
/// <param name="DocumentNumber">Number of the letter.</param>
/// <param name="DocumentDate">Date of the letter.</param>
/// <param name="ValidFrom">First legal day.</param>
/// <param name="ValidTo">Last legal day.</param>
public sealed record DelegationView(
    Guid Id,
    string Role,
    string UnitCode,
    string? Department,
    Guid Principal,
    string PrincipalName,
    Guid Deputy,
    string DeputyName,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    DateOnly ValidTo
)
{
    internal static DelegationView Of(AccountGrant grant, string principal, string deputy) =>
        new(
            grant.Id,
            grant.Role,
            grant.UnitCode,
            grant.Department,
            grant.Delegation!.Principal,
            principal,
            grant.AccountId,
            deputy,
            grant.Delegation.DocumentNumber,
            grant.Delegation.DocumentDate,
            grant.ValidFrom,
            grant.ValidTo!.Value
        );
}

/// <summary><c>GET /identity/me/delegations?after=&amp;limit=</c>: what the caller lent and what was lent to it, latest first.</summary>
internal static class ReadDelegations
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/me/delegations", HandleAsync).WithName("ListMyDelegations");

    /// <summary>Lists the delegations that the caller gave or holds, past ones too.</summary>
    internal static async Task<Ok<Page<DelegationView>>> HandleAsync(
        [AsParameters] PageRequest page,
        IdentityDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var query = db
            .Grants.AsNoTracking()
            .Where(grant => grant.Delegation != null && (grant.Delegation.Principal == own || grant.AccountId == own));
        if (Guid.TryParse(page.Key, out var after))
        {
            query = query.Where(grant => grant.Id.CompareTo(after) < 0);
        }

        var grants = await query.OrderByDescending(grant => grant.Id).Take(page.Size + 1).ToListAsync(cancellation);
        var answer = page.ToPage(grants, grant => grant.Id.ToString());
        var people = answer.Items.SelectMany(grant => new[] { grant.AccountId, grant.Delegation!.Principal }).Distinct().ToList();
        var names = await db
            .Accounts.AsNoTracking()
            .Where(account => people.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.Name, cancellation);
        return TypedResults.Ok(
            new Page<DelegationView>(
                [.. answer.Items.Select(grant => DelegationView.Of(grant, names[grant.Delegation!.Principal], names[grant.AccountId]))],
                answer.Next
            )
        );
    }
}

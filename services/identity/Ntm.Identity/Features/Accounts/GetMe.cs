using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>The caller and its grants, from its token.</summary>
/// <param name="Subject">Account id or client id.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="UserName">Name to sign in with; null for a program.</param>
/// <param name="MustChangePassword">Whether the password should be changed now.</param>
/// <param name="SecondFactor">Whether signing in asks for a code as well.</param>
/// <param name="Grants">Grants of the token with the names of their units.</param>
public sealed record MeAnswer(
    string Subject,
    string Name,
    string? UserName,
    bool MustChangePassword,
    bool SecondFactor,
    IReadOnlyList<MyGrant> Grants
);

/// <summary>One grant of the caller.</summary>
/// <param name="Role">Role, e.g. <c>officer</c>.</param>
/// <param name="UnitPath">Codes from the province down to the unit, with <c>/</c> between.</param>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Level">Level of the unit, e.g. <c>commune</c>.</param>
/// <param name="Department">Department that a reviewer belongs to; null for other roles.</param>
/// <param name="OnBehalfOf">Account in whose place it is exercised; null for an own role.</param>
/// <param name="GrantId">Id of the own grant, to lend it; null for a program and for a role that is lent.</param>
public sealed record MyGrant(
    string Role,
    string UnitPath,
    string UnitName,
    string Level,
    string? Department,
    string? OnBehalfOf,
    Guid? GrantId
);

/// <summary><c>GET /identity/me</c>.</summary>
internal static class GetMe
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/me", HandleAsync).WithName(nameof(GetMe)).OpenBeforeSecondFactor();

    /// <summary>Reads who the caller is and what the caller may do where.</summary>
    internal static async Task<Ok<MeAnswer>> HandleAsync(
        IdentityDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var codes = caller.Grants.ToDictionary(grant => grant, grant => UnitScope.CodeOf(grant.UnitPath));
        var units = await db.Units.LoadAsync(codes.Values, cancellation);
        var account = Guid.TryParse(caller.Subject, out var id) ? await db.Accounts.FindAsync([id], cancellation) : null;
        var own = await db.Grants.AsNoTracking().Where(row => row.AccountId == id && row.Delegation == null).ToListAsync(cancellation);
        var grants = caller
            .Grants.Select(grant => (Grant: grant, Unit: units.Find(codes[grant])))
            .Select(pair => new MyGrant(
                pair.Grant.Role,
                pair.Grant.UnitPath,
                pair.Unit?.On(clock.Today())?.Name ?? pair.Unit?.Latest.Name ?? "",
                pair.Unit is null ? "" : Domain.UnitLevels.WireName(pair.Unit.Level),
                pair.Grant.Department,
                pair.Grant.OnBehalfOf,
                own.FirstOrDefault(row => row.On(clock.Today(), units) == pair.Grant)?.Id
            ));
        return TypedResults.Ok(
            new MeAnswer(
                caller.Subject,
                caller.Name,
                account?.UserName,
                account?.MustChangePassword ?? false,
                account?.SecondFactorSince is not null,
                [.. grants]
            )
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>
/// <c>POST /identity/me/delegations/{id}/end</c>: the principal takes the role back at once; the deputy's sign-ins end, so that it is
/// gone from every token.
/// </summary>
internal static class EndDelegation
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/me/delegations/{id:guid}/end", HandleAsync).WithName(nameof(EndDelegation));

    /// <summary>Ends a delegation before its last day.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        IdentityDbContext db,
        SignInSessions sessions,
        Caller caller,
        TimeProvider clock,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var grant = await db.Grants.FirstOrDefaultAsync(
            grant =>
                grant.Id == id
                && grant.Delegation != null
                && grant.Delegation.Principal == own
                && db.Accounts.Any(account => account.Id == own && account.Active),
            cancellation
        );
        if (grant is null)
        {
            return Error.NotFound("identity.delegation_not_found", "Bạn không có ủy quyền này.").ToProblem();
        }

        var yesterday = clock.Today().AddDays(-1);
        if (grant.End(yesterday < grant.ValidFrom ? grant.ValidFrom.AddDays(-1) : yesterday) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        await sessions.EndAllAsync(grant.AccountId, cancellation);
        Log.AccountAct(log, caller.Subject, "end of delegation of " + grant.Role, grant.AccountId);
        return TypedResults.NoContent();
    }
}

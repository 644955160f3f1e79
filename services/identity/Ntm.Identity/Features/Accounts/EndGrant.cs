using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>The last day of a grant.</summary>
/// <example>{ "lastDay": "2026-12-31" }</example>
public sealed record EndGrantRequest
{
    /// <summary>Last legal day on which the grant holds.</summary>
    public required DateOnly LastDay { get; init; }
}

/// <summary>
/// <c>POST /identity/accounts/{id}/grants/{grantId}/end</c>. The account's sign-ins end too, so that the role is gone
/// from every token, and from those of the deputies to whom it was lent.
/// </summary>
internal static class EndGrant
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/accounts/{id:guid}/grants/{grantId:guid}/end", HandleAsync).WithName(nameof(EndGrant));

    /// <summary>Sets the last day of a grant.</summary>
    internal static async Task<Results<Ok<GrantView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid grantId,
        EndGrantRequest request,
        IdentityDbContext db,
        AccountScope scope,
        SignInSessions sessions,
        Revocations revocations,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var (_, refusal) = await scope.FindForAsync(AccountAct.GrantEnd(grantId), id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        if (await db.Grants.FirstOrDefaultAsync(x => x.Id == grantId && x.AccountId == id, cancellation) is not { } grant)
        {
            return Error.NotFound("identity.grant_not_found", "Tài khoản không có vai trò này.").ToProblem();
        }

        if ((await scope.RefusalAsync(grant.UnitCode, caller, cancellation) ?? grant.End(request.LastDay)) is { } fault)
        {
            return fault.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        await sessions.EndAllAsync(id, cancellation);
        await revocations.OfDeputiesAsync(id, grantId, cancellation);
        Log.AccountAct(log, caller.Subject, "end of " + grant.Role, id);
        return TypedResults.Ok(GrantView.Of(grant));
    }
}

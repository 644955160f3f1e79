using System.Security.Claims;
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

/// <summary>How many sessions were ended.</summary>
/// <param name="Ended">The number; their access tokens write nothing more and read for some minutes at most.</param>
public sealed record EndedSessions(int Ended);

/// <summary>
/// <c>POST /identity/me/sessions/{id}/end</c> and <c>…/end-others</c>: a person ends sessions of its own;
/// <c>POST /identity/accounts/{id}/sessions/end</c>: an administrator who may deactivate the account ends all of them. None writes
/// anything more, or reads after the life of the access token that it was last given, and its device is not known any more.
/// </summary>
internal static class EndSessions
{
    private static readonly Error NotFound = Error.NotFound(
        "identity.session_not_found",
        "Bạn không có phiên đăng nhập này, hoặc phiên đã kết thúc."
    );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/me/sessions/{id:guid}/end", EndAsync).WithName("EndMySession");
        routes.MapPost("/me/sessions/end-others", EndOthersAsync).WithName("EndMyOtherSessions");
        routes.MapPost("/accounts/{id:guid}/sessions/end", EndAllAsync).WithName("EndSessionsOfAccount");
    }

    /// <summary>Ends one of the caller's sessions.</summary>
    internal static async Task<Results<Ok<EndedSessions>, ProblemHttpResult>> EndAsync(
        Guid id,
        SignInSessions sessions,
        KnownDevices devices,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        if (!await sessions.OpenOf(own).AnyAsync(token => token.FamilyId == id, cancellation))
        {
            return NotFound.ToProblem();
        }

        await sessions.EndAsync(id, cancellation);
        await devices.ForgetAsync(own, id, cancellation);
        Log.AccountAct(log, caller.Subject, "end of a session", own);
        return TypedResults.Ok(new EndedSessions(1));
    }

    /// <summary>Ends every session of the caller but the one that the request belongs to.</summary>
    internal static async Task<Ok<EndedSessions>> EndOthersAsync(
        SignInSessions sessions,
        KnownDevices devices,
        Caller caller,
        ClaimsPrincipal token,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var own = AccountScope.OwnOf(caller);
        var current = ReadSessions.CurrentOf(token);
        var ended = await sessions.EndOthersAsync(own, current, cancellation);
        await devices.ForgetOthersAsync(own, current, cancellation);
        Log.AccountAct(log, caller.Subject, "end of other sessions", own);
        return TypedResults.Ok(new EndedSessions(ended));
    }

    /// <summary>Ends every session of an account; its person may sign in again.</summary>
    internal static async Task<Results<Ok<EndedSessions>, ProblemHttpResult>> EndAllAsync(
        Guid id,
        IdentityDbContext db,
        AccountScope scope,
        SignInSessions sessions,
        KnownDevices devices,
        Caller caller,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var (_, refusal) = await scope.FindForAsync(AccountAct.SessionsEnd, id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        // A consent is used up by it.
        db.NoteAct(new { Account = id, Act = AccountAct.SessionsEnd.Name });
        await db.SaveChangesAsync(cancellation);
        var ended = await sessions.EndAllAsync(id, cancellation);
        await devices.ForgetOthersAsync(id, null, cancellation);
        Log.AccountAct(log, caller.Subject, AccountAct.SessionsEnd.Name, id);
        return TypedResults.Ok(new EndedSessions(ended));
    }
}

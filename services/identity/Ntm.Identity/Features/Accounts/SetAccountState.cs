using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>
/// <c>POST /identity/accounts/{id}/deactivation</c> and <c>…/activation</c>. Deactivating ends every sign-in, and takes what the account
/// has lent from its deputies.
/// </summary>
internal static class SetAccountState
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/accounts/{id:guid}/deactivation", DeactivateAsync).WithName("DeactivateAccount");
        routes.MapPost("/accounts/{id:guid}/activation", ActivateAsync).WithName("ActivateAccount");
    }

    /// <summary>Deactivates an account and ends every sign-in of it.</summary>
    internal static async Task<Results<Ok<AccountView>, ProblemHttpResult>> DeactivateAsync(
        Guid id,
        AccountChange change,
        SignInSessions sessions,
        Revocations revocations,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var answer = await change.MakeAsync(AccountAct.Deactivation, id, caller, Deactivate, cancellation);
        if (answer.Result is Ok<AccountView>)
        {
            await sessions.EndAllAsync(id, cancellation);
            await revocations.OfDeputiesAsync(id, null, cancellation);
        }

        return answer;
    }

    /// <summary>Activates an account again.</summary>
    internal static Task<Results<Ok<AccountView>, ProblemHttpResult>> ActivateAsync(
        Guid id,
        AccountChange change,
        Caller caller,
        CancellationToken cancellation
    ) =>
        change.MakeAsync(
            AccountAct.Activation,
            id,
            caller,
            static found => (found.Account.Active, found.Account.DeactivatedFrom) = (true, null),
            cancellation
        );

    /// <summary>A second deactivation does not change whose deactivation it is, and so who may undo it.</summary>
    private static void Deactivate(AccountInScope found)
    {
        if (found.Account.Active)
        {
            (found.Account.Active, found.Account.DeactivatedFrom) = (
                false,
                UnitScope.CodeOf(found.Administrator.Scope.Over(found.HomePath)!)
            );
        }
    }
}

/// <summary>A change of an account inside the caller's scope.</summary>
internal sealed class AccountChange(IdentityDbContext db, AccountRegister accounts, AccountScope scope, ILogger<AccountChange> log)
{
    public async Task<Results<Ok<AccountView>, ProblemHttpResult>> MakeAsync(
        AccountAct act,
        Guid id,
        Caller caller,
        Action<AccountInScope> change,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await scope.FindForAsync(act, id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        change(found!);
        db.NoteAct(new { Account = id, Act = act.Name });
        var result = await accounts.UpdateAsync(found!.Account);
        if (!result.Succeeded)
        {
            return VietnameseIdentityErrors.Of(result).ToProblem();
        }

        Log.AccountAct(log, caller.Subject, act.Name, id);
        return TypedResults.Ok(await scope.ViewAsync(found.Account, cancellation));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Web;
using Ntm.Identity.Accounts;
using Ntm.Identity.Features.Tokens;

namespace Ntm.Identity.Features.Accounts;

/// <summary>
/// <c>POST /identity/accounts/{id}/deactivation</c>, <c>…/activation</c> and <c>…/unlocking</c>. Deactivating ends every sign-in.
/// </summary>
internal static class SetAccountState
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/accounts/{id:guid}/deactivation", DeactivateAsync).WithName("DeactivateAccount");
        routes.MapPost("/accounts/{id:guid}/activation", ActivateAsync).WithName("ActivateAccount");
        routes.MapPost("/accounts/{id:guid}/unlocking", UnlockAsync).WithName("UnlockAccount");
    }

    internal static async Task<Results<Ok<AccountView>, ProblemHttpResult>> DeactivateAsync(
        Guid id, AccountRegister accounts, AccountScope scope, SignInSessions sessions, Caller caller, ILogger<AccountRegister> log,
        CancellationToken cancellation)
    {
        if (caller.Subject == id.ToString())
        {
            return Error.Conflict("identity.own_account", "Không được tự ngừng tài khoản của mình.").ToProblem();
        }

        var result = await ChangeAsync(id, account => account.Active = false, accounts, scope, caller, cancellation);
        await sessions.EndAllAsync(id, cancellation);
        Log.AccountAct(log, caller.Subject, "deactivation", id);
        return result;
    }

    internal static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ActivateAsync(
        Guid id, AccountRegister accounts, AccountScope scope, Caller caller, ILogger<AccountRegister> log, CancellationToken cancellation)
    {
        Log.AccountAct(log, caller.Subject, "activation", id);
        return await ChangeAsync(id, account => account.Active = true, accounts, scope, caller, cancellation);
    }

    internal static async Task<Results<Ok<AccountView>, ProblemHttpResult>> UnlockAsync(
        Guid id, AccountRegister accounts, AccountScope scope, Caller caller, ILogger<AccountRegister> log, CancellationToken cancellation)
    {
        Log.AccountAct(log, caller.Subject, "unlocking", id);
        return await ChangeAsync(
            id, account => (account.LockoutEnd, account.AccessFailedCount) = (null, 0), accounts, scope, caller, cancellation);
    }

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ChangeAsync(
        Guid id, Action<Account> change, AccountRegister accounts, AccountScope scope, Caller caller, CancellationToken cancellation)
    {
        var (account, refusal) = await scope.FindAsync(id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        change(account!);
        var result = await accounts.UpdateAsync(account!);
        return result.Succeeded
            ? TypedResults.Ok(await scope.ViewAsync(account!, cancellation))
            : VietnameseIdentityErrors.Of(result).ToProblem();
    }
}

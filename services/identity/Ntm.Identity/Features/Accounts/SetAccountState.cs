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
        Guid id, AccountChange change, SignInSessions sessions, Caller caller, CancellationToken cancellation)
    {
        if (caller.Subject == id.ToString())
        {
            return Error.Conflict("identity.own_account", "Không được tự ngừng tài khoản của mình.").ToProblem();
        }

        var answer = await change.MakeAsync(id, caller, "deactivation", account => account.Active = false, cancellation);
        if (answer.Result is Ok<AccountView>)
        {
            await sessions.EndAllAsync(id, cancellation);
        }

        return answer;
    }

    internal static Task<Results<Ok<AccountView>, ProblemHttpResult>> ActivateAsync(
        Guid id, AccountChange change, Caller caller, CancellationToken cancellation) =>
        change.MakeAsync(id, caller, "activation", account => account.Active = true, cancellation);

    internal static Task<Results<Ok<AccountView>, ProblemHttpResult>> UnlockAsync(
        Guid id, AccountChange change, Caller caller, CancellationToken cancellation) => change.MakeAsync(
        id, caller, "unlocking", account => (account.LockoutEnd, account.AccessFailedCount) = (null, 0), cancellation);
}

/// <summary>A change of an account inside the caller's scope.</summary>
internal sealed class AccountChange(AccountRegister accounts, AccountScope scope, ILogger<AccountChange> log)
{
    public async Task<Results<Ok<AccountView>, ProblemHttpResult>> MakeAsync(
        Guid id, Caller caller, string act, Action<Account> change, CancellationToken cancellation)
    {
        var (account, refusal) = await scope.FindAsync(id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        change(account!);
        var result = await accounts.UpdateAsync(account!);
        if (!result.Succeeded)
        {
            return VietnameseIdentityErrors.Of(result).ToProblem();
        }

        Log.AccountAct(log, caller.Subject, act, id);
        return TypedResults.Ok(await scope.ViewAsync(account!, cancellation));
    }
}

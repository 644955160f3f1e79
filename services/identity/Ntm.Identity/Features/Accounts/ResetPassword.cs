using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>A new password, shown this once.</summary>
/// <param name="Password">The password; it must be changed at the next sign-in.</param>
public sealed record NewPasswordAnswer(string Password);

/// <summary>
/// <c>POST /identity/accounts/{id}/password-reset</c>: by an administrator over the home unit and every grant of the account; of an
/// account of the Fatherland Front only with a second administrator's consent. Every sign-in ends, no device is known any more, the
/// second factor is taken off (the telephone may be lost), and the password opens nothing but its own change. Not repeatable by
/// <c>Idempotency-Key</c>. The own password is changed by <c>POST /identity/me/password</c>.
/// </summary>
internal static class ResetPassword
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/accounts/{id:guid}/password-reset", HandleAsync)
            .WithName(nameof(ResetPassword))
            .WithoutIdempotencyKey(
                "the new password is stored nowhere. Sent again, the request makes another password, and only the last one is good."
            );

    /// <summary>Gives an account a new password, shown once.</summary>
    internal static async Task<Results<Ok<NewPasswordAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Transactions<IdentityDbContext> transactions,
        AccountRegister accounts,
        AccountScope scope,
        SignInSessions sessions,
        KnownDevices devices,
        Caller caller,
        ILogger<AccountRegister> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var (found, refusal) = await scope.FindForAsync(AccountAct.PasswordReset, id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var (account, password) = (found!.Account, Secrets.NewPassword());
        account.MustChangePassword = true;
        SecondFactors.Remove(account);
        await accounts.RemovePasswordAsync(account);
        var result = await accounts.AddPasswordAsync(account, password);
        if (!result.Succeeded)
        {
            return VietnameseIdentityErrors.Of(result).ToProblem();
        }

        await sessions.EndAllAsync(id, cancellation);
        await devices.ForgetOthersAsync(id, null, cancellation);
        await work.CommitAsync(CancellationToken.None);
        Log.AccountAct(log, caller.Subject, "password reset", id);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new NewPasswordAnswer(password));
    }
}

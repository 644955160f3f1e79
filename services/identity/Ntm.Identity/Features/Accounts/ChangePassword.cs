using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>The password now and the one to come.</summary>
/// <example>{ "currentPassword": "Nong-Thon-Moi-2026", "newPassword": "Mua-Vang-Bay-Xa-2027" }</example>
public sealed record ChangePasswordRequest
{
    /// <summary>Password now, at most 128 characters.</summary>
    [Text(PasswordRules.Longest)]
    public required string CurrentPassword { get; init; }

    /// <summary>Password to come, 12 to 128 characters.</summary>
    [Text(PasswordRules.Longest)]
    public required string NewPassword { get; init; }
}

/// <summary>
/// <c>POST /identity/me/password</c>. Wrong tries make wait, so it cannot be used to guess; every sign-in ends, only the device at
/// hand stays known, and the caller signs in anew.
/// </summary>
internal static class ChangePassword
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/me/password", HandleAsync)
            .WithName(nameof(ChangePassword))
            .OpenBeforePasswordChange()
            .OpenBeforeSecondFactor()
            .WithoutIdempotencyKey(
                "wrong tries are counted. When no answer came, sign in with the new password; if that is refused, send the request again."
            );

    /// <summary>Changes the caller's own password. Wrong tries count as at sign-in.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ChangePasswordRequest request,
        Transactions<IdentityDbContext> transactions,
        AccountRegister accounts,
        SignInSessions sessions,
        KnownDevices devices,
        SlowDown slowDown,
        Caller caller,
        ClaimsPrincipal token,
        ILogger<AccountRegister> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var session = ReadSessions.CurrentOf(token);
        var counts = slowDown.OfSession($"{caller.Subject}/{session}");
        await using var work = await transactions.BeginAsync(cancellation);
        if (await slowDown.HoldAsync(counts, cancellation) is { } wait)
        {
            SignInRefusals.SayWhenToRetry(http, wait);
            return wait;
        }

        await transactions.Db.Accounts.HoldAsync(AccountScope.OwnOf(caller), cancellation);
        if (await accounts.FindByIdAsync(caller.Subject) is not { Active: true } account)
        {
            return AccountScope.NotFound.ToProblem();
        }

        if (!accounts.PasswordFits(account, request.CurrentPassword))
        {
            await slowDown.CountAsync(counts, cancellation);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, "wrong password at change");
            return Error.Invalid("identity.password_wrong", "Mật khẩu hiện tại không đúng.", "currentPassword").ToProblem();
        }

        if (request.NewPassword == request.CurrentPassword)
        {
            return Error.Invalid("identity.password_same", "Mật khẩu mới phải khác mật khẩu hiện tại.", "newPassword").ToProblem();
        }

        account.MustChangePassword = false;
        var result = await accounts.ChangePasswordAsync(account, request.CurrentPassword, request.NewPassword);
        if (!result.Succeeded)
        {
            return VietnameseIdentityErrors.Of(result).Select(error => error with { Field = "newPassword" }).ToProblem();
        }

        await slowDown.ResetAsync(counts, cancellation);
        await sessions.EndAllAsync(account.Id, cancellation);
        await devices.ForgetOthersAsync(account.Id, session, cancellation);
        await work.CommitAsync(CancellationToken.None);
        Log.PasswordChanged(log, account.Id);
        return TypedResults.NoContent();
    }
}

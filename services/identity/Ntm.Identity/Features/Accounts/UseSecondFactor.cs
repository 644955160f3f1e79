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

/// <summary>A secret for an app that shows codes, shown this once.</summary>
/// <param name="Secret">The secret in Base32, to be typed into the app.</param>
/// <param name="Address">The same as an <c>otpauth</c> address, to be shown as a picture that a telephone reads.</param>
public sealed record BegunSecondFactor(string Secret, string Address);

/// <summary>Codes for when the telephone is away; each is good once.</summary>
/// <param name="Codes">Ten codes, shown this once.</param>
public sealed record RecoveryCodesAnswer(IReadOnlyList<string> Codes);

/// <summary>The password, and a code of the second factor.</summary>
/// <example>{ "password": "Nong-Thon-Moi-2026", "code": "123456" }</example>
public sealed record SecondFactorRequest
{
    /// <summary>Password now, at most 128 characters.</summary>
    [Text(PasswordRules.Longest)]
    public required string Password { get; init; }

    /// <summary>Code that the app shows, or a recovery code; absent to begin.</summary>
    [Text(20, Optional = true)]
    public string? Code { get; init; }
}

/// <summary>
/// <c>POST /identity/me/second-factor</c> begins with a new secret, <c>…/confirmation</c> turns it on with a code of it, <c>…/removal</c>
/// takes it off. Each asks for the password; wrong tries make wait. A role that decides keeps it on.
/// </summary>
internal static class UseSecondFactor
{
    private const string WhyNotRepeatable =
        "secrets are shown once and wrong tries are counted. When no answer came, begin again; only the last secret is good.";

    private static readonly Error InUse = Error.Conflict(
        "identity.second_factor_in_use",
        "Xác thực hai lớp đang bật. Tắt rồi bật lại nếu muốn dùng điện thoại khác."
    );

    private static readonly Error NotBegun = Error.Conflict(
        "identity.second_factor_not_begun",
        "Chưa có mã bí mật để xác nhận. Bắt đầu lại từ đầu."
    );

    private static readonly Error CodeWrong = Error.Invalid(
        "identity.code_wrong",
        "Mã không đúng hoặc đã dùng. Nhập mã mới nhất trên điện thoại.",
        "code"
    );

    private static readonly Error Demanded = Error.Conflict(
        "identity.second_factor_demanded",
        "Vai trò bạn đang giữ quyết định về hồ sơ hoặc tài khoản nên phải có xác thực hai lớp. Đổi điện thoại: nhờ quản trị viên đặt lại "
            + "mật khẩu rồi bật lại."
    );

    public static void Map(RouteGroupBuilder routes)
    {
        routes
            .MapPost("/me/second-factor", BeginAsync)
            .WithName("BeginSecondFactor")
            .OpenBeforeSecondFactor()
            .WithoutIdempotencyKey(WhyNotRepeatable);
        routes
            .MapPost("/me/second-factor/confirmation", ConfirmAsync)
            .WithName("ConfirmSecondFactor")
            .OpenBeforeSecondFactor()
            .WithoutIdempotencyKey(WhyNotRepeatable);
        routes
            .MapPost("/me/second-factor/removal", RemoveAsync)
            .WithName("RemoveSecondFactor")
            .OpenBeforeSecondFactor()
            .WithoutIdempotencyKey(WhyNotRepeatable);
    }

    /// <summary>Begins a second factor with a new secret, shown once; nothing asks for it until it is confirmed.</summary>
    internal static Task<Results<Ok<BegunSecondFactor>, ProblemHttpResult>> BeginAsync(
        SecondFactorRequest request,
        SecondFactorSteps steps,
        SecondFactors factors,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        steps.RunAsync<BegunSecondFactor>(
            request,
            caller,
            "second factor begun",
            account =>
            {
                if (account.SecondFactorSince is not null)
                {
                    return InUse;
                }

                http.Response.Headers.CacheControl = "no-store";
                var secret = factors.Begin(account);
                var name = Uri.EscapeDataString($"NtmPlatform:{account.UserName}");
                return new BegunSecondFactor(secret, $"otpauth://totp/{name}?secret={secret}&issuer=NtmPlatform");
            },
            cancellation
        );

    /// <summary>Turns the second factor on with a code of its secret, and gives the recovery codes, shown once.</summary>
    internal static Task<Results<Ok<RecoveryCodesAnswer>, ProblemHttpResult>> ConfirmAsync(
        SecondFactorRequest request,
        SecondFactorSteps steps,
        SecondFactors factors,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        steps.RunAsync<RecoveryCodesAnswer>(
            request,
            caller,
            "second factor on",
            account =>
            {
                if (account.SecondFactor is null || account.SecondFactorSince is not null)
                {
                    return account.SecondFactor is null ? NotBegun : InUse;
                }

                if (!factors.Spend(account, request.Code ?? ""))
                {
                    return CodeWrong;
                }

                http.Response.Headers.CacheControl = "no-store";
                return new RecoveryCodesAnswer(factors.Confirm(account));
            },
            cancellation
        );

    /// <summary>Takes the second factor off, with a code of it; refused while a role is held that demands it.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        SecondFactorRequest request,
        SecondFactorSteps steps,
        SecondFactors factors,
        SignInSessions sessions,
        SecondFactorDemand demand,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var demanded = demand.IsFor(await sessions.GrantsAsync(AccountScope.OwnOf(caller), cancellation));
        var answer = await steps.RunAsync<string>(
            request,
            caller,
            "second factor off",
            account =>
            {
                if (account.SecondFactorSince is null)
                {
                    return NotBegun;
                }

                if (demanded)
                {
                    return Demanded;
                }

                if (!factors.Spend(account, request.Code ?? ""))
                {
                    return CodeWrong;
                }

                SecondFactors.Remove(account);
                return account.Id.ToString();
            },
            cancellation
        );
        return answer.Result is ProblemHttpResult refusal ? refusal : TypedResults.NoContent();
    }
}

/// <summary>How each step of a second factor runs, and all else that asks for the password: hold the account, compare the password, act,
/// save; a wrong password or code counts.</summary>
internal sealed class SecondFactorSteps(
    Transactions<IdentityDbContext> transactions,
    AccountRegister accounts,
    SlowDown slowDown,
    IHttpContextAccessor http,
    ILogger<SecondFactorSteps> log
)
{
    public async Task<Results<Ok<TAnswer>, ProblemHttpResult>> RunAsync<TAnswer>(
        SecondFactorRequest request,
        Caller caller,
        string act,
        Func<Account, Result<TAnswer>> step,
        CancellationToken cancellation
    )
        where TAnswer : class
    {
        var context = http.HttpContext!;
        var counts = slowDown.OfSession($"{caller.Subject}/{ReadSessions.CurrentOf(context.User)}");
        await using var work = await transactions.BeginAsync(cancellation);
        if (await slowDown.HoldAsync(counts, cancellation) is { } wait)
        {
            SignInRefusals.SayWhenToRetry(context, wait);
            return wait;
        }

        await transactions.Db.Accounts.HoldAsync(AccountScope.OwnOf(caller), cancellation);
        if (await accounts.FindByIdAsync(caller.Subject) is not { Active: true } account)
        {
            return AccountScope.NotFound.ToProblem();
        }

        var done = accounts.PasswordFits(account, request.Password)
            ? step(account)
            : Error.Invalid("identity.password_wrong", "Mật khẩu hiện tại không đúng.", "password");
        if (done.Refused && done.Errors[0].Kind == ErrorKind.Invalid)
        {
            await slowDown.CountAsync(counts, cancellation);
            await work.CommitAsync(cancellation);
            Log.SignInRefused(log, account.Id, "wrong password or code at " + act);
            return done.Errors.ToProblem();
        }

        if (done.Refused)
        {
            return done.Errors.ToProblem();
        }

        await slowDown.ResetAsync(counts, cancellation);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(CancellationToken.None);
        Log.OwnSecurityAct(log, account.Id, act);
        return TypedResults.Ok(done.Value);
    }
}

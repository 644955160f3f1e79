using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// Valid tokens that open only part of the endpoints, whatever their grants say: a program's opens those that declare one of its
/// scopes, a person's whose password somebody else has seen opens the change of the password, and one of a person whose role demands a
/// second factor that is not there opens what sets it up. An endpoint that declares nothing refuses all of them.
/// </summary>
public static class LimitedTokens
{
    /// <summary>Claim with the scopes of a program, separated by spaces. A token that has it is a program's.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Claim, <c>true</c>, of a token issued on a password that must be changed.</summary>
    public const string PasswordChangeClaim = "password_change_required";

    /// <summary>Claim, <c>true</c>, of a token of somebody whose role demands a second factor that he has not set up.</summary>
    public const string SecondFactorClaim = "second_factor_required";

    private static readonly Error ScopeMissing = Error.Forbidden(
        "request.scope_missing",
        "Ứng dụng kết nối không được cấp phạm vi (scope) cho chức năng này."
    );

    private static readonly Error PasswordChangeRequired = Error.Forbidden(
        "request.password_change_required",
        "Mật khẩu này do người khác cấp. Hãy đổi mật khẩu rồi đăng nhập lại."
    );

    private static readonly Error SecondFactorRequired = Error.Forbidden(
        "request.second_factor_required",
        "Vai trò của bạn quyết định về hồ sơ hoặc tài khoản nên cần xác thực hai lớp. Bật ở trang Bảo mật rồi làm tiếp."
    );

    /// <summary>Opens endpoints to programs that hold the scope; their handlers still keep the program to its unit.</summary>
    /// <param name="endpoints">One endpoint or a group.</param>
    /// <param name="scope">E.g. <c>units:read</c>.</param>
    public static TBuilder Scope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new OpenToScope(scope));

    /// <summary>Opens an endpoint to a person who has to change the password first.</summary>
    public static TBuilder OpenBeforePasswordChange<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenBeforeChange());

    internal static bool IsOpenBeforePasswordChange(IEnumerable<object> metadata) => metadata.OfType<OpenBeforeChange>().Any();

    /// <summary>Opens an endpoint to a person who has to set a second factor up first.</summary>
    public static TBuilder OpenBeforeSecondFactor<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenBeforeFactor());

    internal static bool IsOpenBeforeSecondFactor(IEnumerable<object> metadata) => metadata.OfType<OpenBeforeFactor>().Any();

    internal static Task EnforceAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && Refusal(context.User, endpoint.Metadata) is { } refusal
            ? context.RefuseAsync(refusal)
            : next(context);

    private static Error? Refusal(ClaimsPrincipal user, EndpointMetadataCollection endpoint)
    {
        if (user.HasClaim(claim => claim.Type == PasswordChangeClaim) && endpoint.GetMetadata<OpenBeforeChange>() is null)
        {
            return PasswordChangeRequired;
        }

        if (user.HasClaim(claim => claim.Type == SecondFactorClaim) && endpoint.GetMetadata<OpenBeforeFactor>() is null)
        {
            return SecondFactorRequired;
        }

        var caller = Caller.From(user);
        return caller.IsProgram && !endpoint.GetOrderedMetadata<OpenToScope>().Any(open => caller.Scopes?.Contains(open.Scope) == true)
            ? ScopeMissing
            : null;
    }

    private sealed record OpenToScope(string Scope);

    private sealed record OpenBeforeChange;

    private sealed record OpenBeforeFactor;
}

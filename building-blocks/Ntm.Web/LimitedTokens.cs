using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// Valid tokens that open only part of the endpoints, whatever their grants say: a program's opens those that declare one of its
/// scopes, a person's whose password somebody else has seen opens the change of the password. An endpoint that declares nothing
/// refuses both.
/// </summary>
public static class LimitedTokens
{
    /// <summary>Claim with the scopes of a program, separated by spaces. A token that has it is a program's.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Claim, <c>true</c>, of a token issued on a password that must be changed.</summary>
    public const string PasswordChangeClaim = "password_change_required";

    private static readonly Error ScopeMissing = Error.Forbidden(
        "request.scope_missing",
        "Ứng dụng kết nối không được cấp phạm vi (scope) cho chức năng này."
    );

    private static readonly Error PasswordChangeRequired = Error.Forbidden(
        "request.password_change_required",
        "Mật khẩu này do người khác cấp. Hãy đổi mật khẩu rồi đăng nhập lại."
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

        var caller = Caller.From(user);
        return caller.IsProgram && !endpoint.GetOrderedMetadata<OpenToScope>().Any(open => caller.Scopes?.Contains(open.Scope) == true)
            ? ScopeMissing
            : null;
    }

    private sealed record OpenToScope(string Scope);

    private sealed record OpenBeforeChange;
}

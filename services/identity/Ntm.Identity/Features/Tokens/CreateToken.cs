using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Exactly one of: user name and password; a refresh token; client id and secret.</summary>
/// <example>{ "userName": "canbo.thinhbang", "password": "Nong-Thon-Moi-2026" }</example>
public sealed record CreateTokenRequest
{
    /// <summary>User name of a person, at most 60 characters.</summary>
    [Text(60, Optional = true)]
    public string? UserName { get; init; }

    /// <summary>Password of a person, at most 128 characters.</summary>
    [Text(PasswordRules.Longest, Optional = true)]
    public string? Password { get; init; }

    /// <summary>Code of the second factor, or a recovery code, where the account has one; at most 20 characters.</summary>
    [Text(20, Optional = true)]
    public string? Code { get; init; }

    /// <summary>True, beside a password, for a refresh token that stays the same until it expires: for web servers, which keep it
    /// out of the browser's reach. Default false.</summary>
    public bool Session { get; init; }

    /// <summary>Beside a password, the secrets of devices that earlier answers gave, at most five with spaces between: a device that the
    /// account knows is not held up by wrong tries elsewhere. At most 300 characters.</summary>
    [Text(KnownDevice.LongestShown, Optional = true)]
    public string? Device { get; init; }

    /// <summary>Refresh token of the latest answer, at most 100 characters.</summary>
    [Text(100, Optional = true)]
    public string? RefreshToken { get; init; }

    /// <summary>Id of a client, at most 60 characters.</summary>
    [Text(60, Optional = true)]
    public string? ClientId { get; init; }

    /// <summary>Secret of a client, at most 100 characters.</summary>
    [Text(100, Optional = true)]
    public string? ClientSecret { get; init; }
}

/// <summary>What a successful sign-in gives.</summary>
/// <param name="AccessToken">ES256 token for the <c>Authorization: Bearer</c> header.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="RefreshToken">
/// Good for one use (once more within seconds, for two pages at once), or the session that was asked for; null for programs.
/// </param>
/// <param name="RefreshExpiresAt">When the refresh token expires.</param>
/// <param name="MustChangePassword">
/// The password has been seen by somebody else: until it is changed, the token opens <c>POST /identity/me/password</c> only.
/// </param>
/// <param name="MustSetSecondFactor">
/// A role of the person decides and demands a second factor: until it is set up, the token opens <c>GET /identity/me</c>,
/// <c>POST /identity/me/second-factor</c> with what is below it, and the change of the password only.
/// </param>
/// <param name="Device">Secret of this device, to be shown at the next sign-in from it; null where it is known already.</param>
public sealed record TokenAnswer(
    string AccessToken,
    string TokenType,
    int ExpiresIn,
    string? RefreshToken,
    DateTimeOffset? RefreshExpiresAt,
    bool MustChangePassword,
    bool MustSetSecondFactor,
    string? Device
);

/// <summary><c>POST /identity/tokens</c>: sign-in, refresh, and sign-in of programs.</summary>
internal static class CreateToken
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/tokens", HandleAsync)
            .WithName(nameof(CreateToken))
            .AllowAnonymous()
            .WithoutIdempotencyKey("tokens are stored nowhere, and wrong tries are counted. Sign in again; each sign-in stands by itself.");

    /// <summary>Issues an access token to a person by password or refresh token, or to a program by its secret.</summary>
    internal static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> HandleAsync(
        CreateTokenRequest request,
        PasswordSignIn passwords,
        RefreshSignIn refreshes,
        ClientSignIn clients,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = request switch
        {
            { UserName: { } user, Password: { } password, RefreshToken: null, ClientId: null, ClientSecret: null } =>
                await passwords.SignInAsync(
                    new Credentials(user, password, request.Code, request.Session, SignInOrigin.Of(http, request.Device)),
                    cancellation
                ),
            { RefreshToken: { } token, UserName: null, Password: null, ClientId: null, ClientSecret: null } => await refreshes.SignInAsync(
                token,
                cancellation
            ),
            { ClientId: { } client, ClientSecret: { } secret, UserName: null, Password: null, RefreshToken: null } =>
                await clients.SignInAsync(client, secret, cancellation),
            _ => Error
                .Invalid(
                    "identity.credentials_unclear",
                    "Gửi đúng một trong ba: userName và password; refreshToken; clientId và clientSecret."
                )
                .ToProblem(),
        };
        SignInRefusals.SayWhenToRetry(http, answer);
        return answer;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>What a browser brings back from the external issuer.</summary>
/// <example>{ "pending": "CfDJ8Kx2", "state": "q0V3m1p9u2s7", "code": "b7Xw", "session": true }</example>
public sealed record FinishExternalRequest
{
    /// <summary>The sealed text of the start, at most 2000 characters.</summary>
    [Text(2000)]
    public required string Pending { get; init; }

    /// <summary>Parameter <c>state</c> of the address to which the browser came back, at most 100 characters.</summary>
    [Text(100)]
    public required string State { get; init; }

    /// <summary>Its parameter <c>code</c>, at most 4000 characters.</summary>
    [Text(4000)]
    public required string Code { get; init; }

    /// <summary>Secrets of devices, as at the sign-in by password.</summary>
    [Text(KnownDevice.LongestShown, Optional = true)]
    public string? Device { get; init; }

    /// <summary>True for a refresh token that stays the same until it expires, as at the sign-in by password. Default false.</summary>
    public bool Session { get; init; }
}

/// <summary>The code of the second factor, of somebody whom the external issuer has named.</summary>
/// <example>{ "pending": "CfDJ8Kx2", "code": "123456", "session": true }</example>
public sealed record ExternalCodeRequest
{
    /// <summary>The sealed text <c>pending</c> of the refusal that asked for the code, at most 2000 characters; good for five
    /// minutes.</summary>
    [Text(2000)]
    public required string Pending { get; init; }

    /// <summary>Code that the app shows, or a recovery code.</summary>
    [Text(20)]
    public required string Code { get; init; }

    /// <summary>Secrets of devices, as at the sign-in by password.</summary>
    [Text(KnownDevice.LongestShown, Optional = true)]
    public string? Device { get; init; }

    /// <summary>True for a refresh token that stays the same until it expires, as at the sign-in by password. Default false.</summary>
    public bool Session { get; init; }
}

/// <summary>
/// <c>POST /identity/external/finish</c> and <c>POST /identity/external/second-factor</c>. The tokens are the platform's own, those of a
/// sign-in by password. Only an account that is linked to the person at the issuer is signed in to; none is made.
/// </summary>
internal static class FinishExternalSignIn
{
    private const string WhyNotRepeatable =
        "tokens are stored nowhere, and each way to the issuer is good once. When no answer came, begin a new one.";

    public static void Map(RouteGroupBuilder routes)
    {
        routes
            .MapPost("/external/finish", HandleAsync)
            .WithName(nameof(FinishExternalSignIn))
            .AllowAnonymous()
            .WithoutIdempotencyKey(WhyNotRepeatable);
        routes
            .MapPost("/external/second-factor", GiveCodeAsync)
            .WithName("GiveExternalSecondFactor")
            .AllowAnonymous()
            .WithoutIdempotencyKey(WhyNotRepeatable);
    }

    /// <summary>Finishes a sign-in through the external issuer; who has a second factor here that the issuer did not ask for gets 401
    /// <c>identity.code_required</c> with a sealed text <c>pending</c>.</summary>
    internal static Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> HandleAsync(
        FinishExternalRequest request,
        ExternalSignIn signIn,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        return signIn.FinishAsync(request, SignInOrigin.Of(http, request.Device), cancellation);
    }

    /// <summary>Finishes it with a code of the second factor; wrong codes count as at the sign-in by password.</summary>
    internal static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> GiveCodeAsync(
        ExternalCodeRequest request,
        ExternalSignIn signIn,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = await signIn.GiveCodeAsync(request, SignInOrigin.Of(http, request.Device), cancellation);
        SignInRefusals.SayWhenToRetry(http, answer);
        return answer;
    }
}

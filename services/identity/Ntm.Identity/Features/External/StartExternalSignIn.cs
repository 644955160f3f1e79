using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>The external issuer.</summary>
/// <param name="DisplayName">What people call it; null where there is none.</param>
public sealed record ExternalIssuerView(string? DisplayName);

/// <summary>
/// <c>GET /identity/external</c> and <c>POST /identity/external/start</c>. A browser is sent to the issuer (OpenID Connect, code flow with
/// PKCE) and comes back to the portal with a code; the sealed text must lie where only that browser has it, in a cookie of the web server.
/// </summary>
internal static class StartExternalSignIn
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/external", Show).WithName("GetExternalIssuer").AllowAnonymous();
        routes
            .MapPost("/external/start", HandleAsync)
            .WithName(nameof(StartExternalSignIn))
            .AllowAnonymous()
            .WithoutIdempotencyKey("nothing is stored. Sent again, the request begins another way, which stands by itself.");
    }

    /// <summary>Says through which external issuer people may sign in.</summary>
    internal static Ok<ExternalIssuerView> Show(IOptions<IdentityIssuerOptions> options) =>
        TypedResults.Ok(new ExternalIssuerView(options.Value.External is { Configured: true } issuer ? issuer.DisplayName : null));

    /// <summary>Begins a sign-in through the external issuer.</summary>
    internal static async Task<Results<Ok<BegunExternal>, ProblemHttpResult>> HandleAsync(
        ExternalAttempts attempts,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var begun = await attempts.BeginAsync(null, cancellation);
        return begun.Refused ? begun.Errors.ToProblem() : TypedResults.Ok(begun.Value);
    }
}

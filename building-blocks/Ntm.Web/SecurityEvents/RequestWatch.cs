using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Web;

/// <summary>
/// Logs as security events what requests came to: access that was refused, limits that were reached, input that no client of ours sends,
/// changes by administrators. It does so for every endpoint, once the answer is decided; nothing else has to.
/// </summary>
public static class RequestWatch
{
    private const string Administrator = "administrator";

    /// <summary>Refusals of what only somebody who tries the platform sends.</summary>
    private static readonly HashSet<string> Hostile =
    [
        "request.invalid_text",
        "request.invalid_query",
        "request.invalid_subject",
        "request.invalid_cursor",
        "request.unsupported_charset",
        "request.too_large",
        "portal.form_foreign",
    ];

    /// <summary>Notes why a request is refused, for the log.</summary>
    /// <param name="http">The request.</param>
    /// <param name="code">Code of the refusal.</param>
    /// <param name="kind">What it is logged as; null where the status says it.</param>
    public static void NoteRefusal(this HttpContext http, string code, SecurityEvent? kind = null) =>
        http.Features.Set(new Refused(code, kind));

    /// <summary>Notes it, and answers it.</summary>
    public static Task RefuseAsync(this HttpContext http, Error error)
    {
        http.NoteRefusal(error.Code);
        return error.ToProblem().ExecuteAsync(http);
    }

    /// <summary>Watches the requests of a process; before everything that refuses any.</summary>
    public static void UseRequestWatch(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<SecurityLog>();
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (KindOf(context) is { } kind)
                {
                    log.Write(kind, ReasonOf(context), context);
                }
            }
        );
    }

    /// <summary>Notes the code of what a handler refuses.</summary>
    internal static async ValueTask<object?> NoteResultAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (ProblemOf(result)?.ProblemDetails.Extensions.TryGetValue("code", out var code) == true && code is string text)
        {
            context.HttpContext.NoteRefusal(text);
        }

        return result;
    }

    /// <summary>The endpoint of a request, also after a failure, which takes it off.</summary>
    internal static Endpoint? EndpointOf(HttpContext http) => http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    private static ProblemHttpResult? ProblemOf(object? result) =>
        result switch
        {
            INestedHttpResult nested => ProblemOf(nested.Result),
            ProblemHttpResult problem => problem,
            _ => null,
        };

    private static SecurityEvent? KindOf(HttpContext http)
    {
        if (http.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            return IsActOfAdministrator(http) ? SecurityEvent.AdministratorActed : null;
        }

        // A status that nobody gave a reason for is another process's, as a page shows it: that process has logged it.
        return http.Features.Get<Refused>() is not { } refused
            ? null
            : refused.Kind
                ?? http.Response.StatusCode switch
                {
                    StatusCodes.Status401Unauthorized => SecurityEvent.Unauthenticated,
                    StatusCodes.Status403Forbidden => SecurityEvent.Forbidden,
                    StatusCodes.Status404NotFound when http.User.Identity?.IsAuthenticated == true => SecurityEvent.NotFound,
                    StatusCodes.Status429TooManyRequests => SecurityEvent.LimitReached,
                    _ => Hostile.Contains(refused.Code) ? SecurityEvent.InputRefused : null,
                };
    }

    private static string ReasonOf(HttpContext http) =>
        http.Response.StatusCode < StatusCodes.Status400BadRequest
            ? EndpointOf(http)?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "-"
            : http.Features.Get<Refused>()!.Code;

    private static bool IsActOfAdministrator(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method)
        && http.User.HasClaim(claim =>
            claim.Type == Caller.GrantClaim && claim.Value.StartsWith(Administrator + "@", StringComparison.Ordinal)
        );

    private sealed record Refused(string Code, SecurityEvent? Kind);
}

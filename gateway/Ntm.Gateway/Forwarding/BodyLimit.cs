using Microsoft.AspNetCore.Http.Features;

namespace Ntm.Gateway.Forwarding;

/// <summary>Refuses a body that says it is too large before a service is asked; one that does not say is cut off by the server.</summary>
internal static class BodyLimit
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.ContentLength is { } length && context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } most && length > most
            ? Refusal.TooLarge.WriteAsync(context)
            : next(context);
}

using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace Ntm.Gateway.Forwarding;

/// <summary>
/// Refuses a body whose declared length is too large before a service is called; one without a declared length is cut off by the
/// server.
/// </summary>
internal static class BodyLimit
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The forwarder takes such a body for an endless stream and lifts its limits; no service here speaks gRPC.
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true)
        {
            return Refusal.UnsupportedType.WriteAsync(context);
        }

        var most =
            context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.MaxRequestBodySize
            ?? context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return context.Request.ContentLength > most ? Refusal.TooLarge.WriteAsync(context) : next(context);
    }
}

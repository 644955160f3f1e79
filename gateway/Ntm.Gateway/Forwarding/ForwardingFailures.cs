using Ntm.Web;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Ntm.Gateway.Forwarding;

/// <summary>Explains why a request was not forwarded or not answered. It runs outside the timeouts, to see those too.</summary>
internal static class ForwardingFailures
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var proxied = context.Features.Get<IReverseProxyFeature>();
        if (proxied is null || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var failure = context.Features.Get<IForwarderErrorFeature>();
        var error = failure?.Error ?? ForwarderError.None;
        var refusal = Of(error, failure?.Exception, context.Response);
        if (refusal is null)
        {
            return;
        }

        if (refusal == Refusal.Unreachable && RefusalPage.IsAskedFor(context.Request))
        {
            // To people it is the same, whether the gateway knew before that nobody is there or has just tried.
            refusal = Refusal.Unavailable;
        }

        // An unavailable service fails every request the same way: one log line now and then says as much as all of them.
        if (
            refusal.RetryAfter is null
            || context.RequestServices.GetRequiredService<Outages>().Due(proxied.Cluster.Config.ClusterId + error) is not null
        )
        {
            Log.NotForwarded(
                context.RequestServices.GetRequiredService<ILogger<Refusal>>(),
                SecurityLog.Encode(context.Request.Method),
                SecurityLog.Encode(context.Request.Path.Value ?? ""),
                proxied.Cluster.Config.ClusterId,
                proxied.ProxiedDestination?.DestinationId,
                error.ToString(),
                refusal.Status,
                context.TraceIdentifier
            );
        }

        if (!context.Response.HasStarted)
        {
            await refusal.WriteAsync(context);
        }
    }

    private static Refusal? Of(ForwarderError error, Exception? exception, HttpResponse response) =>
        error switch
        {
            // When a route's timeout expires before a destination was chosen, the forwarder reports no error.
            ForwarderError.None => response is { StatusCode: 504, HasStarted: false } ? Refusal.TimedOut : null,
            ForwarderError.NoAvailableDestinations => Refusal.Unavailable,

            // The client is still there (else nobody would read the answer), so it was the timeout of the route that cancelled.
            ForwarderError.RequestTimedOut
            or ForwarderError.RequestCanceled
            or ForwarderError.RequestBodyCanceled
            or ForwarderError.ResponseBodyCanceled => Refusal.TimedOut,
            ForwarderError.RequestBodyClient => response.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Refusal.TooLarge
                : Refusal.Unreadable,

            // Never connected, so never sent: the client can retry safely.
            ForwarderError.Request
                when exception
                    is HttpRequestException
                    {
                        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    } => Refusal.Unreachable,
            _ when response.StatusCode == StatusCodes.Status504GatewayTimeout => Refusal.TimedOut,
            _ => Refusal.Broken,
        };
}

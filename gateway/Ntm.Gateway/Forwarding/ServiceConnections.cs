using Yarp.ReverseProxy.Forwarder;

namespace Ntm.Gateway.Forwarding;

/// <summary>Connections to the services.</summary>
internal sealed class ServiceConnections(ILogger<ForwarderHttpClientFactory> log) : ForwarderHttpClientFactory(log)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(3);

        // Shorter than a service keeps an idle one, so that it is not closed under a request; and a moved name is found again.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
    }
}

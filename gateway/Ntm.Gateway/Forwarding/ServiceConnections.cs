using System.Net;
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

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new SendCommandsOnce(handler);

    /// <summary>
    /// The connection pool sends a request without a body again, several times even, when the connection ends before the
    /// answer. A service may have done it by then: so a command gets a body, empty, that can be sent only once.
    /// </summary>
    private sealed class SendCommandsOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (
                request.Content is null
                && request.Method != HttpMethod.Get
                && request.Method != HttpMethod.Head
                && request.Method != HttpMethod.Options
            )
            {
                request.Content = new OnceOnly();
            }

            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class OnceOnly : HttpContent
    {
        private bool sent;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var again = sent;
            sent = true;
            return again ? throw new HttpRequestException("A command is not sent twice.") : Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return true;
        }
    }
}

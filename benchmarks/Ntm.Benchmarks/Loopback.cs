using System.Net;
using System.Net.Sockets;

namespace Ntm.Benchmarks;

/// <summary>Addresses and clients on this machine.</summary>
internal static class Loopback
{
    /// <summary>An address on a port that is free now.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>A client that keeps as many connections as there are callers.</summary>
    public static HttpClient Client(Uri address, int connections) =>
        new(
            new SocketsHttpHandler
            {
                MaxConnectionsPerServer = connections,
                UseCookies = false,
                UseProxy = false,
            }
        )
        {
            BaseAddress = address,
        };
}

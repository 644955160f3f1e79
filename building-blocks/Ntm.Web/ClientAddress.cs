using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>Where a request comes from, for those who count requests by address.</summary>
public static class ClientAddress
{
    private const string Forwarded = "X-Forwarded-For";

    /// <summary>
    /// The bucket of an address: an IPv4 address has its own, the IPv6 addresses of a /64 share one, because one client holds them all.
    /// </summary>
    public static string BucketOf(IPAddress? address)
    {
        var one = Plain(address ?? IPAddress.None);
        if (one.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return one.ToString();
        }

        var bytes = one.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }

    /// <summary>
    /// The client of a request: what the proxy in front says last in <c>X-Forwarded-For</c>, where the request comes from a known proxy or
    /// from this very machine; else whoever holds the connection.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="proxies">Networks of the proxies that are believed, beside this machine.</param>
    public static IPAddress? Of(HttpContext context, params IEnumerable<IPNetwork> proxies)
    {
        var sender = context.Connection.RemoteIpAddress;
        var said = context.Request.Headers[Forwarded].ToString().Split(',')[^1].Trim();
        return
            sender is not null
            && IPAddress.TryParse(said, out var client)
            && (IPAddress.IsLoopback(sender) || proxies.Any(proxy => proxy.Contains(Plain(sender))))
            ? client
            : sender;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Which addresses events are sent to: those of the public internet, so that no subscription reaches what only this network reaches. The
/// decision is made on the address that is connected to, after every name was resolved.
/// </summary>
internal sealed class AddressRules(IOptions<WebhookOptions> options)
{
    private static readonly int[] Ports = [443, 8443];

    private static readonly IPNetwork[] Denied =
    [
        // IPv4: this network, private, shared, loopback, link-local with the clouds' metadata, protocol assignments, documentation, 6to4
        // relays, benchmarks, multicast, reserved with broadcast.
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        // IPv6, inside of what is global: protocol assignments with Teredo, documentation, 6to4.
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>Everything else of IPv6 (loopback, link-local, unique local, multicast, translated, segment routing) lies outside of
    /// it.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Whether a connection to the address may be opened.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IsOwn(plain)
            || (
                (plain.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
                && !Denied.Any(network => network.Contains(plain))
            );
    }

    /// <summary>The address of an endpoint; null where its form is not allowed. What its name stands for is judged when it is connected
    /// to.</summary>
    public Uri? Read(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri is { UserInfo.Length: 0, Fragment.Length: 0, IdnHost.Length: > 0 }
        && (IsOwn(uri) || (uri.Scheme == "https" && Ports.Contains(uri.Port)))
            ? uri
            : null;

    /// <summary>Whether a port may be connected to at an address.</summary>
    public bool Allows(IPAddress address, int port) => Allows(address) && (Ports.Contains(port) || IsOwn(address));

    private bool IsOwn(Uri uri) =>
        options.Value.AllowLoopback
        && (uri.IdnHost == "localhost" || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)));

    private bool IsOwn(IPAddress address) => options.Value.AllowLoopback && IPAddress.IsLoopback(address);
}

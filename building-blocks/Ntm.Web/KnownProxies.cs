using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Ntm.Web;

/// <summary>The proxies in front of a process: only they are believed about the address and the scheme of a client.</summary>
public static class KnownProxies
{
    /// <summary>What is wrong with a list of them, in Vietnamese.</summary>
    /// <param name="setting">Name of the setting.</param>
    /// <param name="proxies">Addresses or networks (<c>10.0.0.0/8</c>).</param>
    public static IEnumerable<string> Faults(string setting, IEnumerable<string> proxies) =>
        proxies
            .Where(proxy => Network(proxy) is null)
            .Select(proxy => $"{setting} '{proxy}' không phải địa chỉ IP hay mạng như 10.0.0.0/8.");

    /// <summary>
    /// Takes a request's address and scheme from <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> where one of the proxies sent it, and
    /// of several addresses the one that this proxy wrote. With none known, nobody is believed.
    /// </summary>
    public static void UseKnownProxies(this WebApplication app, IReadOnlyCollection<string> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            forwarded.KnownIPNetworks.Add(Network(proxy)!.Value);
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>Reads an address or a network; null for anything else.</summary>
    public static System.Net.IPNetwork? Network(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

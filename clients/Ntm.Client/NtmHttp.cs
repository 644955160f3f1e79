namespace Ntm.Client;

/// <summary>Makes the <see cref="HttpClient"/> that everything here may share; bring your own if it keeps the same rules.</summary>
public static class NtmHttp
{
    /// <summary>A client for the platform at <paramref name="address"/>: it follows nobody elsewhere, since it sends secrets, and looks the
    /// address up anew every five minutes.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor on this machine.</exception>
    public static HttpClient Create(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new ArgumentException($"A secret is sent by https only, and not to {address}.", nameof(address));
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(handler) { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/") };
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ntm.Identity.Domain;
using Ntm.Identity.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Where somebody signs in from.</summary>
/// <param name="Address">Bucket of the client's address.</param>
/// <param name="Local">Whether that is this very machine, which stands for whoever comes through it.</param>
/// <param name="Words">What the device says of itself.</param>
/// <param name="Devices">Hashes of the secrets of devices that it shows.</param>
internal sealed record SignInOrigin(string Address, bool Local, string? Words, IReadOnlyList<string> Devices)
{
    /// <summary>The origin of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="devices">Secrets of devices, with spaces between.</param>
    public static SignInOrigin Of(HttpContext http, string? devices)
    {
        var options = (IOptions<IdentityIssuerOptions>)http.RequestServices.GetService(typeof(IOptions<IdentityIssuerOptions>))!;
        var proxies = options.Value.KnownProxies.Select(KnownProxies.Network).OfType<IPNetwork>();
        var address = ClientAddress.Of(http, proxies);
        return new SignInOrigin(
            ClientAddress.BucketOf(address),
            address is not null && IPAddress.IsLoopback(address),
            DeviceWords.Of(http.Request.Headers.UserAgent),
            [.. (devices ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(KnownDevice.MostShown).Select(Secrets.Hash)]
        );
    }
}

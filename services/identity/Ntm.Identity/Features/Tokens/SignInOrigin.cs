using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ntm.Identity.Domain;
using Ntm.Identity.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>Where somebody signs in from.</summary>
/// <param name="Address">Bucket of the client's address.</param>
/// <param name="Words">What the device says of itself.</param>
/// <param name="Devices">Hashes of the secrets of devices that it shows.</param>
internal sealed record SignInOrigin(string Address, string? Words, IReadOnlyList<string> Devices)
{
    /// <summary>The origin of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="devices">Secrets of devices, with spaces between.</param>
    public static SignInOrigin Of(HttpContext http, string? devices)
    {
        var options = (IOptions<IdentityIssuerOptions>)http.RequestServices.GetService(typeof(IOptions<IdentityIssuerOptions>))!;
        var proxies = options.Value.KnownProxies.Select(KnownProxies.Network).OfType<System.Net.IPNetwork>();
        return new SignInOrigin(
            ClientAddress.BucketOf(ClientAddress.Of(http, proxies)),
            DeviceWords.Of(http.Request.Headers.UserAgent),
            [.. (devices ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(KnownDevice.MostShown).Select(Secrets.Hash)]
        );
    }
}

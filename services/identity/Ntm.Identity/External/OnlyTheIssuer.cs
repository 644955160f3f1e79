namespace Ntm.Identity.External;

/// <summary>Lets requests through to the host and port of the issuer and to nowhere else, whatever its documents name.</summary>
internal sealed class OnlyTheIssuer(Uri issuer) : DelegatingHandler
{
    /// <summary>Whether both lie at the same scheme, host and port.</summary>
    public static bool IsBeside(Uri issuer, Uri? address) =>
        address is { IsAbsoluteUri: true }
        && Uri.Compare(issuer, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsBeside(issuer, request.RequestUri)
            ? base.SendAsync(request, cancellationToken)
            : throw new HttpRequestException($"The issuer names an address elsewhere: {request.RequestUri?.Host}.");
}

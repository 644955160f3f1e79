using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Ntm.Identity.Tokens;
using Ntm.Web;

namespace Ntm.Identity.Features.Tokens;

/// <summary>The part of an OpenID Connect discovery document that a service needs to check tokens.</summary>
/// <param name="Issuer">Issuer of the tokens.</param>
/// <param name="JwksUri">Address of the public keys.</param>
/// <param name="TokenEndpoint">Address at which tokens are issued.</param>
/// <param name="Algorithms">Signature algorithms of the tokens: <c>ES256</c>.</param>
/// <param name="ResponseTypes">Response types of OpenID Connect.</param>
/// <param name="SubjectTypes">Subject types of OpenID Connect.</param>
public sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] IReadOnlyList<string> Algorithms,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] IReadOnlyList<string> SubjectTypes
);

/// <summary>A public signing key (RFC 7517).</summary>
/// <param name="Type">Key type: <c>EC</c>.</param>
/// <param name="Use">Use: <c>sig</c>.</param>
/// <param name="Algorithm">Algorithm: <c>ES256</c>.</param>
/// <param name="Kid">Id of the key, as the header of a token names it.</param>
/// <param name="Curve">Curve: <c>P-256</c>.</param>
/// <param name="X">First coordinate, base64url.</param>
/// <param name="Y">Second coordinate, base64url.</param>
public sealed record PublishedKey(
    [property: JsonPropertyName("kty")] string Type,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y
);

/// <summary>The keys that may be trusted now.</summary>
/// <param name="Keys">The keys; a token is signed with one of them.</param>
public sealed record PublishedKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublishedKey> Keys);

/// <summary><c>GET /identity/.well-known/openid-configuration</c> and <c>GET /identity/.well-known/jwks.json</c>.</summary>
internal static class Discovery
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", HandleAsync).WithName(nameof(Discovery)).AllowAnonymous();
        routes.MapGet("/.well-known/jwks.json", KeysAsync).WithName("PublishedKeys").AllowAnonymous();
    }

    /// <summary>The discovery document of the issuer of tokens (OpenID Connect).</summary>
    internal static Ok<DiscoveryDocument> HandleAsync(
        HttpRequest request,
        IOptions<TrustOptions> trust,
        IOptions<IdentityIssuerOptions> options
    )
    {
        var address = options.Value.PublicAddress is { Length: > 0 } set ? set : AddressOf(request, trust.Value);
        return TypedResults.Ok(
            new DiscoveryDocument(
                trust.Value.Issuer,
                address + "/identity/.well-known/jwks.json",
                address + "/identity/tokens",
                ["ES256"],
                ["token"],
                ["public"]
            )
        );
    }

    /// <summary>
    /// The address by which it was asked, where that is one of ours: whoever asks writes it himself. Inside the network that is a name
    /// without a dot, or this machine; everybody else asks the issuer.
    /// </summary>
    private static string AddressOf(HttpRequest request, TrustOptions trust)
    {
        var asked = $"{request.Scheme}://{request.Host}";
        var name = request.Host.Host;
        var inside = IPAddress.TryParse(name, out var address)
            ? IPAddress.IsLoopback(address)
            : !name.Contains('.', StringComparison.Ordinal);
        return inside || !Uri.TryCreate(trust.Issuer, UriKind.Absolute, out var issuer) || issuer.Authority == request.Host.Value
            ? asked
            : issuer.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The public keys that verify tokens (JWKS).</summary>
    internal static async Task<Ok<PublishedKeys>> KeysAsync(KeyRing keys, HttpResponse response, CancellationToken cancellation)
    {
        // The first question may come before the first sign-in.
        await keys.SignerAsync(cancellation);
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(
            new PublishedKeys([
                .. (await keys.TrustedAsync(cancellation)).Select(key =>
                {
                    var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(keys.PublicKey(key));
                    return new PublishedKey("EC", "sig", "ES256", key.Kid, "P-256", jwk.X, jwk.Y);
                }),
            ])
        );
    }
}

using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.External;

/// <summary>Whether an ID token names a person: signed by the issuer, for this client, now and for this attempt. The library decides;
/// the platform's clock says what now is.</summary>
internal sealed class IdTokenCheck(ExternalIssuerOptions options, TimeProvider clock)
{
    /// <summary>Signatures by a private key that the issuer alone has: not <c>none</c>, and nothing that a public key could make.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    private readonly JsonWebTokenHandler handler = new();

    /// <summary>The person whom the token names, or why it names nobody.</summary>
    /// <param name="tokens">Answer of the token endpoint.</param>
    /// <param name="nonce">Nonce of the attempt.</param>
    /// <param name="found">The issuer's discovery document with its keys.</param>
    public async Task<(ExternalSubject? Subject, Exception? Fault)> ReadAsync(
        OpenIdConnectMessage tokens,
        string nonce,
        OpenIdConnectConfiguration found
    )
    {
        var parameters = new TrustOptions { Issuer = options.Issuer, Audience = options.ClientId }.Parameters(clock);
        (parameters.ValidAlgorithms, parameters.ValidTypes) = (Algorithms, null);
        parameters.IssuerSigningKeys = found.SigningKeys;
        try
        {
            var result = await handler.ValidateTokenAsync(tokens.IdToken ?? "", parameters);
            return result.IsValid ? (Read((JsonWebToken)result.SecurityToken, tokens, nonce), null) : (null, result.Exception);
        }
        catch (Exception fault)
        {
            // Nothing but the token is at work here: whatever the library finds wrong with it, it proves nothing.
            return (null, fault);
        }
    }

    private ExternalSubject Read(JsonWebToken token, OpenIdConnectMessage tokens, string nonce)
    {
        var protocol = new OpenIdConnectProtocolValidator
        {
            // Tokens for several clients say for which of them they were made.
            RequireAzp = token.Audiences.Count() > 1,
            RequireTimeStampInNonce = false,
        };
        protocol.ValidateTokenResponse(
            new OpenIdConnectProtocolValidationContext
            {
                ClientId = options.ClientId,
                Nonce = nonce,
                ProtocolMessage = tokens,
                ValidatedIdToken = JwtSecurityTokenConverter.Convert(token),
            }
        );
        return
            token.TryGetPayloadValue<string>(options.UserClaim, out var name)
            && name is { Length: > 0 and <= ExternalLink.LongestSubject }
            && !ComposedText.IsUnusable(name)
            ? new ExternalSubject(
                ComposedText.Compose(name),
                token.Claims.Any(claim => options.SecondFactorBy.Contains($"{claim.Type}:{claim.Value}"))
            )
            : throw new InvalidDataException($"The ID token has no usable claim {options.UserClaim}.");
    }
}

using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ntm.Rights;
using Ntm.Web;

namespace Ntm.Identity.Tokens;

/// <summary>Signs access tokens (RFC 9068: type <c>at+jwt</c>, ES256).</summary>
internal sealed class AccessTokens(KeyRing keys, TimeProvider clock, IOptions<IdentityIssuerOptions> options, IOptions<TrustOptions> trust)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TimeSpan Lifetime => options.Value.AccessTokenLifetime;

    /// <summary>Creates a token with the subject's identity and current grants.</summary>
    /// <param name="subject">Account id or client id.</param>
    /// <param name="name">Name shown to people.</param>
    /// <param name="grants">Grants in force today.</param>
    /// <param name="scopes">Scopes of a program; null for a person.</param>
    /// <param name="passwordChangeRequired">Whether the token opens the change of the password only.</param>
    /// <param name="secondFactorRequired">Whether the token opens the setting up of a second factor only.</param>
    /// <param name="session">The sign-in that it belongs to; null for a program.</param>
    /// <param name="rightsVersion">Version of the subject's rights, read no later than the grants.</param>
    /// <param name="expires">When the token expires.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<string> IssueAsync(
        string subject,
        string name,
        IEnumerable<Grant> grants,
        IEnumerable<string>? scopes,
        bool passwordChangeRequired,
        bool secondFactorRequired,
        Guid? session,
        int rightsVersion,
        DateTimeOffset expires,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = subject,
            [JwtRegisteredClaimNames.Name] = name,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString("N"),
            [OutdatedTokens.VersionClaim] = rightsVersion,
            [Caller.GrantClaim] = grants.Select(grant => grant.ToString()).ToArray(),
        };
        if (scopes is not null)
        {
            claims[LimitedTokens.ScopeClaim] = string.Join(' ', scopes);
        }

        if (session is { } id)
        {
            claims[JwtRegisteredClaimNames.Sid] = id.ToString();
        }

        if (passwordChangeRequired)
        {
            claims[LimitedTokens.PasswordChangeClaim] = true;
        }

        if (secondFactorRequired)
        {
            claims[LimitedTokens.SecondFactorClaim] = true;
        }

        return handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = trust.Value.Issuer,
                Audience = trust.Value.Audience,
                TokenType = "at+jwt",
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = expires.UtcDateTime,
                Claims = claims,
                SigningCredentials = await keys.SignerAsync(cancellation),
            }
        );
    }
}

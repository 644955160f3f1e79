using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Testing;

/// <summary>Replaces the identity service where a test starts another service alone.</summary>
public static class TestTokens
{
    public const string Issuer = "https://tests.ntm";

    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "tests" };

    /// <summary>A token as the identity service would issue it: ten minutes, ES256.</summary>
    /// <param name="now">Instant of issue.</param>
    /// <param name="subject">Account.</param>
    /// <param name="grants">Grants as <c>role@unit/path#DEPARTMENT</c>.</param>
    public static string Issue(DateTimeOffset now, string subject, params string[] grants) =>
        Issue(now, subject, grants.Select(grant => new Claim(Caller.GrantClaim, grant)));

    /// <summary>A token of one version of its subject's rights.</summary>
    public static string IssueOfVersion(DateTimeOffset now, string subject, int version) =>
        Issue(now, subject, [new Claim("rights", version.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>A program's token: its unit and its scopes.</summary>
    public static string IssueToProgram(DateTimeOffset now, string unitPath, params string[] scopes) =>
        IssueToProgram(now, "ntm-program", unitPath, scopes);

    /// <summary>The token of one of several programs.</summary>
    public static string IssueToProgram(DateTimeOffset now, string name, string unitPath, IReadOnlyList<string> scopes) =>
        Issue(
            now,
            name,
            [new Claim(Caller.GrantClaim, "integrator@" + unitPath), new Claim(LimitedTokens.ScopeClaim, string.Join(' ', scopes))]
        );

    private static string Issue(DateTimeOffset now, string subject, IEnumerable<Claim> more) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = "ntm",
                TokenType = "at+jwt",
                Subject = new ClaimsIdentity([new Claim("sub", subject), new Claim("name", "Người dùng " + subject), .. more]),
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = now.UtcDateTime.AddMinutes(10),
                SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
            }
        );

    /// <summary>The public key as the identity service publishes it: a set of JSON Web Keys.</summary>
    public static string KeySet()
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Key);
        return $$"""{"keys":["""
            + $$"""{"kty":"EC","use":"sig","alg":"ES256","kid":"{{Key.KeyId}}","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}"}]}""";
    }

    internal static void Trust(IServiceCollection services) =>
        services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            options =>
            {
                var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
                configuration.SigningKeys.Add(Key);
                options.Configuration = configuration;
                options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
                options.TokenValidationParameters.ValidIssuer = Issuer;
                options.TokenValidationParameters.IssuerSigningKey = Key;
            }
        );
}

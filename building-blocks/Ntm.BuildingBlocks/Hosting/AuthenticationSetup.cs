using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Ntm.BuildingBlocks.Web;

namespace Ntm.BuildingBlocks.Hosting;

/// <summary>Whose tokens a service trusts; section <c>Authentication</c>.</summary>
public sealed class TrustOptions
{
    public const string Section = "Authentication";

    /// <summary>The only issuer trusted. Required.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Audience that a token must name. Default <c>ntm</c>.</summary>
    public string Audience { get; set; } = "ntm";

    /// <summary>Address of the issuer's discovery document, from which the keys come. Required.</summary>
    public string MetadataAddress { get; set; } = "";
}

internal static class AuthenticationSetup
{
    public static void AddTrust(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<TrustOptions>().BindConfiguration(TrustOptions.Section);
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IConfiguration, TimeProvider>((options, configuration, clock) =>
                Apply(options, configuration.GetSection(TrustOptions.Section).Get<TrustOptions>() ?? new TrustOptions(), clock));
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Apply(JwtBearerOptions options, TrustOptions trust, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = !trust.MetadataAddress.StartsWith("http://127.0.0.1:", StringComparison.Ordinal);
        options.MetadataAddress = trust.MetadataAddress.Length == 0 ? null! : trust.MetadataAddress;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = trust.Issuer,
            ValidAudience = trust.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["at+jwt"],
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "name",
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (notBefore, expires, _, parameters) =>
            {
                // The platform's own clock, which a rehearsal sets, decides; not the machine's.
                var now = clock.GetUtcNow().UtcDateTime;
                return expires > now - parameters.ClockSkew && (notBefore is null || notBefore <= now + parameters.ClockSkew);
            },
        };
        options.Events = new JwtBearerEvents
        {
            OnChallenge = async context =>
            {
                context.HandleResponse();
                context.Response.Headers.WWWAuthenticate = "Bearer";
                var problem = TypedResults.Problem(
                    "Chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn hay không hợp lệ. Hãy đăng nhập lại.", statusCode: 401,
                    title: "Cần đăng nhập", type: "urn:ntm:error:request.unauthenticated",
                    extensions: new Dictionary<string, object?> { ["code"] = "request.unauthenticated" });
                await problem.ExecuteAsync(context.HttpContext);
            },
            OnForbidden = context => Error.Forbidden("request.forbidden", "Tài khoản không có quyền này.")
                .ToProblem().ExecuteAsync(context.HttpContext),
        };
    }
}

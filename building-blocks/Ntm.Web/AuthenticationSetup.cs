using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ntm.Web;

/// <summary>The issuer whose tokens a service trusts; section <c>Authentication</c>.</summary>
public sealed class TrustOptions
{
    public const string Section = "Authentication";

    /// <summary>The only issuer trusted. Required.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>Audience that a token must name. Default <c>ntm</c>.</summary>
    [Required]
    public string Audience { get; set; } = "ntm";

    /// <summary>Address of the issuer's discovery document, from which the keys come. Required, except where the issuer is in this
    /// process.</summary>
    public string MetadataAddress { get; set; } = "";

    /// <summary>
    /// Whether the keys may be fetched without TLS from another machine. Only inside a network in which nobody else can answer for
    /// the issuer. Default false; loopback needs no permission.
    /// </summary>
    public bool AllowHttpMetadata { get; set; }

    /// <summary>Keys come by TLS, unless the issuer is on this very machine or plain HTTP is permitted.</summary>
    public bool RequireHttps => !AllowHttpMetadata && !MetadataAddress.StartsWith("http://127.0.0.1:", StringComparison.Ordinal);

    /// <summary>Faults of the address of the keys, for a process that has to fetch them; in Vietnamese.</summary>
    public static IEnumerable<string> KeyFaults(TrustOptions trust)
    {
        const string Key = $"{Section}:{nameof(MetadataAddress)}";
        if (string.IsNullOrWhiteSpace(trust.MetadataAddress))
        {
            yield return $"Thiếu cấu hình {Key}.";
        }
        else if (!Uri.TryCreate(trust.MetadataAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return $"{Key} '{trust.MetadataAddress}' không phải một địa chỉ http hay https.";
        }
        else if (trust.RequireHttps && address.Scheme == "http")
        {
            yield return $"{Key} phải là https, hoặc đặt {Section}:{nameof(AllowHttpMetadata)}=true khi mạng nội bộ đáng tin.";
        }
    }

    /// <summary>Validation of tokens; the keys come from the issuer.</summary>
    /// <param name="clock">The platform's own clock, which a rehearsal sets, decides; not the machine's.</param>
    public TokenValidationParameters Parameters(TimeProvider clock) =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["at+jwt"],
            ClockSkew = TimeSpan.FromSeconds(30),
            NameClaimType = "name",
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (notBefore, expires, _, parameters) =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                return expires > now - parameters.ClockSkew && (notBefore is null || notBefore <= now + parameters.ClockSkew);
            },
        };
}

/// <summary>Registered by a service that issues the tokens of its own process: their keys need not be fetched.</summary>
public sealed class IssuerInProcess;

internal static class AuthenticationSetup
{
    public static void AddTrust(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        var services = builder.Services;
        services.AddSettings<TrustOptions>(
            TrustOptions.Section,
            check: (trust, _) => services.Any(part => part.ServiceType == typeof(IssuerInProcess)) ? [] : TrustOptions.KeyFaults(trust)
        );
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<TrustOptions>, TimeProvider>((options, trust, clock) => Apply(options, trust.Value, clock));
        builder
            .Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Apply(JwtBearerOptions options, TrustOptions trust, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = trust.RequireHttps;
        options.MetadataAddress = trust.MetadataAddress.Length == 0 ? null! : trust.MetadataAddress;
        options.TokenValidationParameters = trust.Parameters(clock);

        // Keys that could not be fetched are requested again after this long, and no request waits longer for them.
        options.RefreshInterval = TimeSpan.FromSeconds(2);
        options.BackchannelTimeout = TimeSpan.FromSeconds(5);
        options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = FindKeysAsync,
            OnChallenge = async context =>
            {
                context.HandleResponse();
                if (context.AuthenticateFailure is KeysNotFoundException absent)
                {
                    await Unavailable.WriteAsync(context.HttpContext, absent.Away);
                    return;
                }

                // A token that is over is an honest one; any other is somebody's attempt.
                var tried =
                    context.AuthenticateFailure is not (null or SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException);
                context.HttpContext.NoteRefusal(
                    tried ? context.AuthenticateFailure!.GetType().Name : "request.unauthenticated",
                    tried ? SecurityEvent.TokenRefused : null
                );
                context.Response.Headers.WWWAuthenticate = "Bearer";
                var problem = TypedResults.Problem(
                    "Chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn hay không hợp lệ. Hãy đăng nhập lại.",
                    statusCode: 401,
                    title: "Cần đăng nhập",
                    type: "urn:ntm:error:request.unauthenticated",
                    extensions: new Dictionary<string, object?> { ["code"] = "request.unauthenticated" }
                );
                await problem.ExecuteAsync(context.HttpContext);
            },
            OnForbidden = context => context.HttpContext.RefuseAsync(Error.Forbidden("request.forbidden", "Tài khoản không có quyền này.")),
        };
    }

    /// <summary>A token that cannot be validated because the issuer's keys are unavailable is not an invalid one.</summary>
    private static async Task FindKeysAsync(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0 || context.Options.ConfigurationManager is not { } keys)
        {
            return;
        }

        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var outages = context.HttpContext.RequestServices.GetRequiredService<Outages>();
            var ofDatabase = outages.TryReport(failure);
            if (!ofDatabase)
            {
                outages.Report("The issuer of tokens", failure);
            }

            context.Fail(new KeysNotFoundException(ofDatabase ? Unavailable.Database : Unavailable.Issuer, failure));
        }
    }

    private sealed class KeysNotFoundException(Error away, Exception cause) : Exception("The issuer's keys are unavailable.", cause)
    {
        /// <summary>What is unavailable: the issuer, or in its own process its database.</summary>
        public Error Away => away;
    }
}

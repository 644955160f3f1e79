using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Ntm.Identity.Features.Tokens;
using Ntm.Web;

namespace Ntm.Identity.External;

/// <summary>The external issuer over HTTP: where it sends browsers to sign in, and whom it names for the code that they bring back.
/// </summary>
internal sealed class ExternalIssuer : IDisposable
{
    /// <summary>Where browsers come back to, below the public address: a page of the portal.</summary>
    public const string ReturnPath = "/dang-nhap/ngoai/ve";

    public static readonly Error NotConfigured = Error.NotFound(
        "identity.external_not_configured",
        "Hệ thống này không có nơi đăng nhập bên ngoài. Hãy đăng nhập bằng mật khẩu."
    );

    private static readonly Error Away = new(
        "identity.external_unavailable",
        "Nơi đăng nhập bên ngoài không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.",
        ErrorKind.Unavailable
    );

    private const long MostBytes = 1024 * 1024;

    /// <summary>For each request: the few that a sign-in takes stay below the time that the gateway gives it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ExternalIssuerOptions options;
    private readonly string returnAddress;
    private readonly IdTokenCheck check;
    private readonly Outages outages;
    private readonly ILogger<ExternalIssuer> log;
    private readonly HttpClient? http;
    private volatile ConfigurationManager<OpenIdConnectConfiguration>? documents;

    public ExternalIssuer(IOptions<IdentityIssuerOptions> options, TimeProvider clock, Outages outages, ILogger<ExternalIssuer> log)
    {
        (this.options, this.outages, this.log) = (options.Value.External, outages, log);
        returnAddress = options.Value.PublicAddress + ReturnPath;
        check = new IdTokenCheck(this.options, clock);
        if (!this.options.Configured)
        {
            return;
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(new OnlyTheIssuer(new Uri(this.options.Issuer)) { InnerHandler = handler })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        documents = NewDocuments();
    }

    /// <summary>The address that a browser is sent to for an attempt.</summary>
    public async Task<Result<string>> AddressAsync(Attempt attempt, CancellationToken cancellation)
    {
        if (!options.Configured)
        {
            return NotConfigured;
        }

        try
        {
            var found = await FindAsync(cancellation);
            return QueryHelpers.AddQueryString(Own(found.AuthorizationEndpoint).AbsoluteUri, Query(attempt));
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return Report(failure);
        }
    }

    /// <summary>Whom the issuer names for the code that an attempt brought back.</summary>
    public async Task<(ExternalSubject? Subject, ProblemHttpResult? Refusal)> RedeemAsync(
        Attempt attempt,
        string code,
        CancellationToken cancellation
    )
    {
        if (!options.Configured)
        {
            return (null, NotConfigured.ToProblem());
        }

        try
        {
            var found = await FindAsync(cancellation);
            if (await ExchangeAsync(found, attempt, code, cancellation) is not { } tokens)
            {
                Log.ExternalRefused(log, "the issuer does not accept the code");
                return (null, SignInRefusals.External);
            }

            var (subject, fault) = await check.ReadAsync(tokens, attempt.Nonce, found);
            if (fault is SecurityTokenInvalidSignatureException)
            {
                // The issuer may have other keys since its documents were read. The library would read them again beside this request.
                documents = NewDocuments();
                (subject, fault) = await check.ReadAsync(tokens, attempt.Nonce, await FindAsync(cancellation));
            }

            if (fault is not null)
            {
                Log.ExternalRefused(log, fault.Message.ReplaceLineEndings(" "));
            }

            return subject is null ? (null, SignInRefusals.External) : (subject, null);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return (null, Report(failure).ToProblem());
        }
    }

    public void Dispose() => http?.Dispose();

    private Dictionary<string, string?> Query(Attempt attempt) =>
        new()
        {
            ["response_type"] = "code",
            ["scope"] = options.UserClaim == "sub" ? "openid" : "openid profile email",
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = returnAddress,
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
            ["acr_values"] = AcrValues(),
        };

    /// <summary>The issuer is asked for what would count as a second factor; null where nothing of the kind would.</summary>
    private string? AcrValues()
    {
        var values = options.SecondFactorBy.Where(value => value.StartsWith("acr:", StringComparison.Ordinal)).Select(value => value[4..]);
        return string.Join(' ', values) is { Length: > 0 } wanted ? wanted : null;
    }

    /// <summary>The tokens for a code; null where the issuer does not accept it.</summary>
    private async Task<OpenIdConnectMessage?> ExchangeAsync(
        OpenIdConnectConfiguration found,
        Attempt attempt,
        string code,
        CancellationToken cancellation
    )
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = returnAddress,
            ["code_verifier"] = attempt.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Own(found.TokenEndpoint));
        request.Headers.Accept.ParseAdd("application/json");
        var ways = found.TokenEndpointAuthMethodsSupported;
        if (ways.Count == 0 || ways.Contains("client_secret_basic"))
        {
            var client = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(client)));
        }
        else
        {
            (form["client_id"], form["client_secret"]) = (options.ClientId, options.ClientSecret);
        }

        request.Content = new FormUrlEncodedContent(form);
        using var answer = await http!.SendAsync(request, cancellation);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest))
        {
            throw new InvalidDataException($"Its token endpoint answers {(int)answer.StatusCode}.");
        }

        var message = new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(cancellation));
        return answer.StatusCode == HttpStatusCode.OK ? message
            : message.Error == "invalid_grant" ? null
            : throw new InvalidDataException($"Its token endpoint refuses this client: {message.Error}.");
    }

    /// <summary>The issuer's documents, read at the first question and renewed twice a day.</summary>
    private async Task<OpenIdConnectConfiguration> FindAsync(CancellationToken cancellation)
    {
        // One reads and the others wait: while the issuer is away nobody waits long.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(2 * Patience);
        var found = await documents!.GetConfigurationAsync(limit.Token);
        return found.Issuer == options.Issuer
            ? found
            : throw new InvalidDataException("Its discovery document names another issuer than the settings.");
    }

    private ConfigurationManager<OpenIdConnectConfiguration> NewDocuments() =>
        new(
            options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http!) { RequireHttps = !options.IsHttp }
        );

    private Uri Own(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var found) && OnlyTheIssuer.IsBeside(new Uri(options.Issuer), found)
            ? found
            : throw new InvalidDataException($"Its discovery document names an address that is not the issuer's own: {address}.");

    private Error Report(Exception failure)
    {
        outages.Report("The external issuer", failure);
        return Away;
    }
}

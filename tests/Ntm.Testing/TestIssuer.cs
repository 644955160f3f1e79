using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Testing;

/// <summary>How an ID token of <see cref="TestIssuer"/> is signed.</summary>
public enum TokenSignature
{
    /// <summary>RS256 by its own key.</summary>
    Own,

    /// <summary>RS256 by a key that it does not publish, under the id of its own.</summary>
    Foreign,

    /// <summary>HS256 with its public key as secret.</summary>
    PublicKeyAsSecret,

    /// <summary>Algorithm <c>none</c>.</summary>
    None,

    /// <summary>Its own, cut off.</summary>
    CutOff,
}

/// <summary>A browser back from the issuer.</summary>
/// <param name="Code">Parameter <c>code</c>.</param>
/// <param name="State">Parameter <c>state</c>.</param>
public sealed record CameBack(string Code, string State);

/// <summary>An OpenID Connect issuer on loopback, with one client. It signs everybody in as the person whom the test names, and makes the
/// faults that the test chooses.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "ntm platform";
    public const string ClientSecret = "kín:đáo/1";
    public const string DisplayName = "tài khoản công vụ";
    private const string Realm = "/realms/canbo";

    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string ReturnTo)> codes = new();
    private readonly WebApplication app;
    private RSA key = RSA.Create(2048);
    private int keys = 1;
    private int asked;

    private TestIssuer(WebApplication app) => this.app = app;

    /// <summary>By it tokens are dated.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Whom it signs in next.</summary>
    public string Subject { get; set; } = "nguoi-thu-nhat";

    /// <summary>Whether it answers every request with 503.</summary>
    public bool Away { get; set; }

    public TokenSignature Signature { get; set; }

    /// <summary>Changes header and payload of an ID token before it is signed.</summary>
    public Action<JsonObject, JsonObject>? Change { get; set; }

    /// <summary>Changes the discovery document.</summary>
    public Action<JsonObject>? ChangeDocument { get; set; }

    /// <summary>How many requests came for its tokens.</summary>
    public int Asked => asked;

    public string Issuer => app.Urls.Single() + Realm;

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Services.AddRouting();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.Run(issuer.AnswerAsync);
        await app.StartAsync();
        return issuer;
    }

    /// <summary>Settings of a service that has it as external issuer.</summary>
    public Dictionary<string, string?> Settings(string publicAddress) =>
        new()
        {
            ["Identity:PublicAddress"] = publicAddress,
            ["Identity:External:Issuer"] = Issuer,
            ["Identity:External:ClientId"] = ClientId,
            ["Identity:External:ClientSecret"] = ClientSecret,
            ["Identity:External:DisplayName"] = DisplayName,
        };

    /// <summary>Signs with a new key from now on and publishes no other.</summary>
    public void ChangeKey() => (key, keys) = (RSA.Create(2048), keys + 1);

    /// <summary>What a browser brings back that was sent to this address.</summary>
    public static async Task<CameBack> VisitAsync(string address)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = Eventually.Limit };
        using var answer = await browser.GetAsync(address);
        var query = QueryHelpers.ParseQuery((answer.Headers.Location ?? throw new InvalidOperationException($"{address}: {answer}")).Query);
        return new CameBack(query["code"].ToString(), query["state"].ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Dispose();
    }

    private Task AnswerAsync(HttpContext context) =>
        Away
            ? WriteAsync(context, StatusCodes.Status503ServiceUnavailable, [])
            : context.Request.Path.Value switch
            {
                Realm + "/.well-known/openid-configuration" => WriteAsync(context, StatusCodes.Status200OK, Document()),
                Realm + "/keys" => WriteAsync(context, StatusCodes.Status200OK, Published()),
                Realm + "/authorize" => Authorize(context),
                Realm + "/token" => GiveTokensAsync(context),
                _ => WriteAsync(context, StatusCodes.Status404NotFound, []),
            };

    private JsonObject Document()
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
        };
        ChangeDocument?.Invoke(document);
        return document;
    }

    private JsonObject Published()
    {
        var parts = key.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(
                new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["kid"] = KeyId,
                    ["n"] = Base64Url.EncodeToString(parts.Modulus),
                    ["e"] = Base64Url.EncodeToString(parts.Exponent),
                }
            ),
        };
    }

    private string KeyId => keys.ToString(CultureInfo.InvariantCulture);

    private Task Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
        {
            return WriteAsync(context, StatusCodes.Status400BadRequest, []);
        }

        var (code, returnTo) = (Guid.CreateVersion7().ToString("N"), query["redirect_uri"].ToString());
        codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString(), returnTo);
        context.Response.Redirect(
            QueryHelpers.AddQueryString(returnTo, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] })
        );
        return Task.CompletedTask;
    }

    private async Task GiveTokensAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        var form = await context.Request.ReadFormAsync();
        var client = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        if (
            context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(client))
            && (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        )
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, new JsonObject { ["error"] = "invalid_client" });
            return;
        }

        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (
            form["grant_type"] != "authorization_code"
            || !codes.TryRemove(form["code"].ToString(), out var given)
            || (challenge, form["redirect_uri"].ToString()) != (given.Challenge, given.ReturnTo)
        )
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new JsonObject { ["error"] = "invalid_grant" });
            return;
        }

        var tokens = new JsonObject
        {
            ["access_token"] = "khong-dung-den",
            ["token_type"] = "Bearer",
            ["id_token"] = TokenFor(given.Nonce),
        };
        await WriteAsync(context, StatusCodes.Status200OK, tokens);
    }

    private string TokenFor(string nonce)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId };
        var payload = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = Subject,
            ["nonce"] = nonce,
            ["iat"] = now,
            ["exp"] = now + 60,
        };
        Change?.Invoke(header, payload);
        header["alg"] = Signature switch
        {
            TokenSignature.None => "none",
            TokenSignature.PublicKeyAsSecret => "HS256",
            _ => "RS256",
        };
        var input = $"{Encode(header)}.{Encode(payload)}";
        return $"{input}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private byte[] Sign(byte[] input)
    {
        using var foreign = RSA.Create(2048);
        return Signature switch
        {
            TokenSignature.None or TokenSignature.CutOff => [],
            TokenSignature.PublicKeyAsSecret => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), input),
            TokenSignature.Foreign => foreign.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static Task WriteAsync(HttpContext context, int status, JsonObject json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json.ToJsonString());
    }
}

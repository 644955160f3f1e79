using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Identity.Tokens;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>Each token differs from a good one in exactly one thing; all but the good one get 401.</summary>
public sealed class ForgedTokenTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_token_forged_in_nothing_is_accepted() => Assert.Equal(200, await StatusAsync(await SignedAsync()));

    [Fact]
    public async Task A_token_without_signature_algorithm_is_refused()
    {
        var parts = (await SignedAsync((header, _) => header["alg"] = "none")).Split('.');
        Assert.Equal(401, await StatusAsync($"{parts[0]}.{parts[1]}."));
    }

    [Fact]
    public async Task A_token_signed_by_HS256_with_the_public_key_is_refused()
    {
        var input = (await SignedAsync((header, _) => header["alg"] = "HS256")).Split('.')[..2];
        var key = (await Keys().TrustedAsync(Steps.Stop)).Last();
        var bytes = Encoding.ASCII.GetBytes(string.Join('.', input));
        foreach (var secret in new[] { Convert.FromBase64String(key.PublicKey), Encoding.ASCII.GetBytes(key.PublicKey) })
        {
            Assert.Equal(401, await StatusAsync($"{input[0]}.{input[1]}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, bytes))}"));
        }
    }

    [Fact]
    public async Task A_token_that_brings_the_address_of_its_keys_is_refused() =>
        Assert.Equal(
            401,
            await StatusAsync(
                await SignedAsync((header, _) => (header["jku"], header["kid"]) = ("http://127.0.0.1:9/jwks.json", "mine"), Foreign())
            )
        );

    [Fact]
    public async Task A_token_that_brings_its_own_key_is_refused()
    {
        using var pair = Foreign();
        var point = pair.ExportParameters(false).Q;
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
        Assert.Equal(401, await StatusAsync(await SignedAsync((header, _) => header["jwk"] = jwk, pair)));
    }

    [Theory]
    [InlineData("../../../../dev/null")]
    [InlineData("' OR 1=1 --")]
    [InlineData("")]
    public async Task A_key_id_that_leads_elsewhere_is_refused(string kid) =>
        Assert.Equal(401, await StatusAsync(await SignedAsync((header, _) => header["kid"] = kid, Foreign())));

    [Fact]
    public async Task A_token_signed_by_another_key_under_our_key_id_is_refused() =>
        Assert.Equal(401, await StatusAsync(await SignedAsync(null, Foreign())));

    [Theory]
    [InlineData("iss", "https://evil.example")]
    [InlineData("aud", "another-service")]
    public async Task A_token_of_another_issuer_or_for_another_audience_is_refused(string claim, string value) =>
        Assert.Equal(401, await StatusAsync(await SignedAsync((_, payload) => payload[claim] = value)));

    [Theory]
    [InlineData("JWT")]
    [InlineData("id+jwt")]
    [InlineData(null)]
    public async Task A_token_of_another_type_such_as_an_ID_token_is_refused(string? type) =>
        Assert.Equal(401, await StatusAsync(await SignedAsync((header, _) => header["typ"] = type)));

    [Fact]
    public async Task An_expired_token_is_refused_after_the_allowed_skew()
    {
        Assert.Equal(200, await StatusAsync(await SignedAsync((_, payload) => payload["exp"] = Now() - 20)));
        Assert.Equal(401, await StatusAsync(await SignedAsync((_, payload) => payload["exp"] = Now() - 60)));
        Assert.Equal(401, await StatusAsync(await SignedAsync((_, payload) => payload.Remove("exp"))));
    }

    [Fact]
    public async Task A_token_from_the_future_is_refused() =>
        Assert.Equal(401, await StatusAsync(await SignedAsync((_, payload) => payload["nbf"] = Now() + 120)));

    [Fact]
    public async Task A_token_whose_signature_was_cut_off_is_refused()
    {
        var parts = (await SignedAsync()).Split('.');
        Assert.Equal(401, await StatusAsync($"{parts[0]}.{parts[1]}."));
        Assert.Equal(401, await StatusAsync($"{parts[0]}.{parts[1]}"));
    }

    [Fact]
    public async Task A_token_whose_grants_were_changed_is_refused()
    {
        var parts = (await SignedAsync()).Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        payload["grants"] = new JsonArray("administrator@42");
        Assert.Equal(401, await StatusAsync($"{parts[0]}.{Encode(payload)}.{parts[2]}"));
    }

    [Fact]
    public async Task A_token_of_a_revoked_key_is_refused_at_once_and_the_next_key_signs()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var admin = await platform.SignedInAsync("quantri.tinh");
        var kid = (await admin.GetAsync("/identity/signing-keys", 200)).EnumerateArray().Single().Text("kid");

        await admin.PostAsync($"/identity/signing-keys/{kid}/revocation", new { }, 200);

        await admin.GetAsync("/identity/me", 401);
        var again = await platform.SignedInAsync("quantri.tinh");
        await again.GetAsync("/identity/me", 200);
        var keys = (await again.GetAsync("/identity/signing-keys", 200)).EnumerateArray().ToList();
        Assert.Equal(2, keys.Count);
    }

    private KeyRing Keys() => Platform.Services.GetRequiredService<KeyRing>();

    private long Now() => Platform.Clock.GetUtcNow().ToUnixTimeSeconds();

    private static ECDsa Foreign() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A real token of the service, changed and signed anew: with the service's own key unless another is given.</summary>
    private async Task<string> SignedAsync(Action<JsonObject, JsonObject>? change = null, ECDsa? pair = null)
    {
        var parts = (await (await Platform.SignInAsync("canbo.sonbang")).ReadAsync(200)).Text("accessToken").Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!.AsObject();
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change?.Invoke(header, payload);
        if (pair is null)
        {
            var signer = (await Keys().TrustedAsync(Steps.Stop)).Last();
            pair = Platform.Services.GetRequiredService<KeyProtector>().Unprotect(signer.ProtectedPrivateKey);
        }

        var input = $"{Encode(header)}.{Encode(payload)}";
        var signature = pair.SignData(
            Encoding.ASCII.GetBytes(input),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private async Task<int> StatusAsync(string token) =>
        (int)(await Platform.Bearing(token).GetAsync("/identity/me", Steps.Stop)).StatusCode;
}

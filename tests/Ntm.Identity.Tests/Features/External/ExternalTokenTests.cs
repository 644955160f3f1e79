using System.Text.Json.Nodes;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>Each ID token differs from a good one in exactly one thing; all but the good ones are refused.</summary>
public sealed class ExternalTokenTests(ExternalPlatform external) : IClassFixture<ExternalPlatform>, IAsyncLifetime
{
    private const string Subject = "nguoi-that";

    public async ValueTask InitializeAsync()
    {
        var admin = await external.Platform.SignedInAsync("quantri.tinh");
        var account = await Accounts.FindAsync(admin, "42", "canbo.vpdp");
        var links = await admin.GetAsync($"/identity/accounts/{account.Text("id")}/external-links", 200);
        if (links.GetArrayLength() == 0)
        {
            await external.LinkAsync("canbo.vpdp", Subject);
        }
    }

    public ValueTask DisposeAsync()
    {
        (external.Issuer.Change, external.Issuer.Signature) = (null, TokenSignature.Own);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("iss", "https://ke-xau.example")]
    [InlineData("aud", "ung-dung-khac")]
    [InlineData("azp", "ung-dung-khac")]
    [InlineData("nonce", "cua-lan-khac")]
    [InlineData("at_hash", "cua-token-khac")]
    [InlineData("iat", null)]
    [InlineData("exp", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("nonce", null)]
    [InlineData("aud", null)]
    [InlineData("iss", null)]
    public Task A_token_with_a_wrong_claim_or_without_it_is_refused(string claim, string? value) =>
        RefusedAsync((_, payload) => Set(payload, claim, value));

    [Fact]
    public async Task A_token_for_several_clients_names_the_one_that_it_was_made_for()
    {
        await RefusedAsync((_, payload) => payload["aud"] = new JsonArray(TestIssuer.ClientId, "ung-dung-khac"));
        external.Issuer.Change = (_, payload) =>
            (payload["aud"], payload["azp"]) = (new JsonArray(TestIssuer.ClientId, "ung-dung-khac"), TestIssuer.ClientId);

        await external.SignInAsync(Subject, 200);
    }

    [Theory]
    [InlineData("exp", -20, 200)]
    [InlineData("exp", -60, 401)]
    [InlineData("nbf", 20, 200)]
    [InlineData("nbf", 120, 401)]
    public async Task A_token_is_good_in_its_time_by_the_platforms_clock(string claim, int seconds, int status)
    {
        var now = external.Platform.Clock.GetUtcNow().ToUnixTimeSeconds();
        external.Issuer.Change = (_, payload) => payload[claim] = now + seconds;

        await external.SignInAsync(Subject, status);
    }

    [Theory]
    [InlineData(TokenSignature.Own, 200)]
    [InlineData(TokenSignature.None, 401)]
    [InlineData(TokenSignature.CutOff, 401)]
    [InlineData(TokenSignature.Foreign, 401)]
    [InlineData(TokenSignature.PublicKeyAsSecret, 401)]
    public async Task Only_the_issuers_own_signature_counts(TokenSignature signature, int status)
    {
        external.Issuer.Signature = signature;

        await external.SignInAsync(Subject, status);
    }

    [Theory]
    [InlineData("jku", "http://127.0.0.1:9/keys")]
    [InlineData("kid", "khong-co")]
    public async Task What_a_token_says_of_its_keys_leads_nowhere(string parameter, string value)
    {
        external.Issuer.Signature = TokenSignature.Foreign;

        await RefusedAsync((header, _) => header[parameter] = value);
    }

    private async Task RefusedAsync(Action<JsonObject, JsonObject> change)
    {
        external.Issuer.Change = change;
        await external.SignInAsync(Subject, 401).RefusedAsync("identity.external_refused");
        external.Issuer.Change = null;
    }

    private static void Set(JsonObject payload, string claim, string? value)
    {
        payload.Remove(claim);
        if (value is not null)
        {
            payload[claim] = value;
        }
    }
}

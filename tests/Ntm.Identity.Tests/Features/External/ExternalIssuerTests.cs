using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>An issuer that is away, that leads elsewhere, that is set wrongly, or that there is not.</summary>
public sealed class ExternalIssuerTests : IAsyncLifetime
{
    private TestIssuer issuer = null!;

    public async ValueTask InitializeAsync() => issuer = await TestIssuer.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Fact]
    public async Task While_it_is_away_nothing_begins_and_afterwards_it_does()
    {
        await using var platform = await ExternalPlatform.StartAsync(issuer);
        issuer.Away = true;
        await StartAsync(platform, 503).RefusedAsync("identity.external_unavailable");

        issuer.Away = false;

        await Eventually.TrueAsync(
            async () => (await platform.Anonymous().PostAsync("/identity/external/start", null, Steps.Stop)).IsSuccessStatusCode,
            "a sign-in begins"
        );
    }

    [Theory]
    [InlineData("issuer", "https://sso.khac.example")]
    [InlineData("authorization_endpoint", "https://ke-xau.example/authorize")]
    [InlineData("authorization_endpoint", "javascript:alert(1)")]
    [InlineData("jwks_uri", "http://127.0.0.1:9/keys")]
    [InlineData("jwks_uri", "http://169.254.169.254/latest")]
    public async Task Documents_that_lead_elsewhere_are_not_followed(string name, string value)
    {
        await using var platform = await ExternalPlatform.StartAsync(issuer);
        issuer.ChangeDocument = document => document[name] = value;

        await StartAsync(platform, 503).RefusedAsync("identity.external_unavailable");
    }

    [Fact]
    public async Task The_clients_secret_goes_to_the_issuer_and_to_nobody_else()
    {
        await using var thief = await TestIssuer.StartAsync();
        issuer.ChangeDocument = document => document["token_endpoint"] = thief.Issuer + "/token";
        await using var platform = await ExternalPlatform.StartAsync(issuer);

        await platform.SignInExternallyAsync(503).RefusedAsync("identity.external_unavailable");

        Assert.Equal(0, thief.Asked);
    }

    [Fact]
    public async Task A_secret_that_the_issuer_does_not_know_is_no_fault_of_the_person()
    {
        await using var platform = await ExternalPlatform.StartAsync(issuer, ("Identity:External:ClientSecret", "cu-roi"));

        await platform.SignInExternallyAsync(503).RefusedAsync("identity.external_unavailable");
    }

    [Fact]
    public async Task An_issuer_that_takes_the_secret_in_the_form_only_gets_it_there()
    {
        issuer.ChangeDocument = document => document["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post");
        await using var platform = await ExternalPlatform.StartAsync(issuer);

        await platform.SignInExternallyAsync(401).RefusedAsync("identity.external_unlinked");
    }

    [Fact]
    public async Task Another_claim_than_the_subject_names_people_where_the_settings_say_so()
    {
        await using var platform = await ExternalPlatform.StartAsync(issuer, ("Identity:External:UserClaim", "ma_can_bo"));
        Assert.Equal(["openid profile email"], (await platform.BeginAsync()).Address.Queried("scope"));

        await platform.SignInExternallyAsync(401).RefusedAsync("identity.external_refused");
        issuer.Change = (_, payload) => payload["ma_can_bo"] = "CB-0012";
        await platform.SignInExternallyAsync(401).RefusedAsync("identity.external_unlinked");
    }

    [Fact]
    public async Task Without_one_people_are_sent_back_to_their_passwords()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var shown = await platform.Anonymous().GetAsync("/identity/external", 200);
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("displayName").ValueKind);
        await StartAsync(platform, 404).RefusedAsync("identity.external_not_configured");
        var person = await platform.SignedInAsync("canbo.vpdp");
        await person
            .PostAsync("/identity/me/external-links", new { password = IdentityPlatform.Password }, 404)
            .RefusedAsync("identity.external_not_configured");
        var id = (await person.GetAsync("/identity/me", 200)).Text("subject");
        var admin = await platform.SignedInAsync("quantri.tinh");
        await admin
            .PostAsync($"/identity/accounts/{id}/external-links", new { subject = "a" }, 404)
            .RefusedAsync("identity.external_not_configured");
    }

    [Theory]
    [InlineData("https://sso.hatinh.gov.vn/realms/canbo", null)]
    [InlineData("http://127.0.0.1:8080", null)]
    [InlineData("http://sso.hatinh.gov.vn", "http chỉ dùng được trên chính máy này")]
    [InlineData("sso.hatinh.gov.vn", "không phải một địa chỉ")]
    [InlineData("ftp://sso.hatinh.gov.vn", "không phải một địa chỉ")]
    [InlineData("https://a:b@sso.hatinh.gov.vn", "không phải một địa chỉ")]
    [InlineData("https://sso.hatinh.gov.vn?x=1", "không phải một địa chỉ")]
    public void Its_address_is_https_except_on_this_machine(string address, string? fault)
    {
        var faults = Complete(address).Faults(ExternalPlatform.PublicAddress).ToList();

        Assert.Equal(fault is null ? 0 : 1, faults.Count);
        Assert.All(faults, found => Assert.Contains(fault!, found, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_missing_or_wrong_is_named_at_once()
    {
        var wrong = new ExternalIssuerOptions
        {
            Issuer = "http://sso.hatinh.gov.vn/" + new string('a', 200),
            UserClaim = " ",
            SecondFactorBy = ["amr:mfa", "mfa", "acr:"],
        };
        string[] named =
        [
            "Issuer dài",
            "Issuer phải",
            "ClientId",
            "ClientSecret",
            "DisplayName",
            "UserClaim",
            "'mfa'",
            "'acr:'",
            "PublicAddress",
        ];

        var faults = wrong.Faults("").ToList();

        Assert.Equal(named.Length, faults.Count);
        Assert.All(named, part => Assert.Contains(faults, fault => fault.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_client_without_an_issuer_is_a_fault_and_nothing_at_all_is_none()
    {
        Assert.Single(new ExternalIssuerOptions { ClientId = "ntm" }.Faults(""));
        Assert.Empty(new ExternalIssuerOptions().Faults(""));
    }

    private static ExternalIssuerOptions Complete(string address) =>
        new()
        {
            Issuer = address,
            ClientId = "ntm",
            ClientSecret = "kín",
            DisplayName = "tài khoản công vụ",
        };

    private static Task<JsonElement> StartAsync(TestPlatform platform, int status) =>
        platform.Anonymous().PostAsync("/identity/external/start", new { }, status);
}

using System.Text.Json.Nodes;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>The second factor of somebody who comes through an external issuer: ours, unless the issuer's counts.</summary>
public sealed class ExternalSecondFactorTests : IAsyncLifetime
{
    private const string User = "canbo.vpdp";
    private const string Subject = "van-phong";
    private readonly ExternalPlatform external = new();

    private TestPlatform Platform => external.Platform;

    public ValueTask InitializeAsync() => external.InitializeAsync();

    public ValueTask DisposeAsync() => external.DisposeAsync();

    [Fact]
    public async Task It_is_asked_for_and_each_proof_and_each_code_is_good_once()
    {
        await external.LinkAsync(User, Subject);
        var secret = await TurnOnAsync(Platform);
        var asked = await external.SignInAsync(Subject, 401);
        Assert.Equal("identity.code_required", asked.Text("code"));
        var pending = asked.Text("pending");

        await Platform.GiveCodeAsync(pending, "000000", 401).RefusedAsync("identity.code_refused");
        var code = NextCode(Platform, secret);
        var person = Platform.Bearing((await Platform.GiveCodeAsync(pending, code, 200)).Text("accessToken"));
        Assert.Equal(User, (await person.GetAsync("/identity/me", 200)).Text("userName"));

        await Platform.GiveCodeAsync(pending, NextCode(Platform, secret), 401).RefusedAsync("identity.external_expired");
        var second = (await external.SignInAsync(Subject, 401)).Text("pending");
        await Platform.GiveCodeAsync(second, code, 401).RefusedAsync("identity.code_refused");
    }

    [Fact]
    public async Task Five_minutes_later_or_without_the_link_a_code_opens_nothing()
    {
        var id = await external.LinkAsync(User, Subject);
        var secret = await TurnOnAsync(Platform);
        var old = (await external.SignInAsync(Subject, 401)).Text("pending");
        Platform.Clock.Advance(TimeSpan.FromMinutes(5));
        await Platform.GiveCodeAsync(old, NextCode(Platform, secret), 401).RefusedAsync("identity.external_expired");

        var pending = (await external.SignInAsync(Subject, 401)).Text("pending");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var link = (await admin.GetAsync($"/identity/accounts/{id}/external-links", 200))[0].Text("id");
        await admin.PostAsync($"/identity/accounts/{id}/external-links/{link}/end", new { }, 200);

        await Platform.GiveCodeAsync(pending, NextCode(Platform, secret), 401).RefusedAsync("identity.external_unlinked");
    }

    [Fact]
    public async Task Wrong_codes_make_wait_as_at_the_sign_in_by_password()
    {
        await external.LinkAsync(User, Subject);
        var secret = await TurnOnAsync(Platform);
        var pending = (await external.SignInAsync(Subject, 401)).Text("pending");
        for (var number = 0; number < 5; number++)
        {
            await Platform.GiveCodeAsync(pending, "000000", 401).RefusedAsync("identity.code_refused");
        }

        await Platform.GiveCodeAsync(pending, NextCode(Platform, secret), 429).RefusedAsync("identity.sign_in_slowed");
    }

    [Fact]
    public async Task What_was_sealed_for_one_step_is_nothing_for_another()
    {
        await external.LinkAsync(User, Subject);
        var secret = await TurnOnAsync(Platform);
        var begun = await Platform.BeginAsync();
        var proof = (await external.SignInAsync(Subject, 401)).Text("pending");

        await Platform.GiveCodeAsync(begun.Pending, NextCode(Platform, secret), 401).RefusedAsync("identity.external_expired");
        await Platform.FinishAsync(proof, await TestIssuer.VisitAsync(begun.Address), 401).RefusedAsync("identity.external_expired");
    }

    [Theory]
    [InlineData("amr", "mfa", true)]
    [InlineData("amr", "pwd", false)]
    [InlineData("acr", "muc-2", true)]
    [InlineData("acr", "mfa", false)]
    public async Task The_issuers_own_counts_where_the_settings_say_how_it_shows(string claim, string value, bool counts)
    {
        await using var platform = await ExternalPlatform.StartAsync(
            external.Issuer,
            ("Identity:External:SecondFactorBy:0", "amr:mfa"),
            ("Identity:External:SecondFactorBy:1", "acr:muc-2")
        );
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var person = await platform.SignedInAsync(User);
        var id = (await person.GetAsync("/identity/me", 200)).Text("subject");
        await (await platform.SignedInAsync("quantri.tinh")).PostAsync(
            $"/identity/accounts/{id}/external-links",
            new { subject = Subject },
            201
        );
        await TurnOnAsync(platform);
        external.Issuer.Subject = Subject;
        external.Issuer.Change = (_, payload) => payload[claim] = claim == "amr" ? new JsonArray("pwd", value) : value;

        await platform.SignInExternallyAsync(counts ? 200 : 401);

        Assert.Equal(["muc-2"], (await platform.BeginAsync()).Address.Queried("acr_values"));
    }

    private static async Task<string> TurnOnAsync(TestPlatform platform)
    {
        var person = await platform.SignedInAsync(User);
        var begun = await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200);
        var secret = begun.Text("secret");
        var body = new { password = IdentityPlatform.Password, code = CodeOf(platform, secret) };
        await person.PostAsync("/identity/me/second-factor/confirmation", body, 200);
        return secret;
    }

    /// <summary>A code that was not used: of a later step.</summary>
    private static string NextCode(TestPlatform platform, string secret)
    {
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        return CodeOf(platform, secret);
    }

    private static string CodeOf(TestPlatform platform, string secret) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(platform.Clock.GetUtcNow().UtcDateTime);
}

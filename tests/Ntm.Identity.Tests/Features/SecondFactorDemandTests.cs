using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Identity.Tests.Features.External;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Identity.Tests.Features;

/// <summary>Who holds a role that decides sets a second factor up before anything else opens.</summary>
public sealed class SecondFactorDemandTests : IAsyncLifetime
{
    private static readonly (string, string) Demanded = ("Identity:SecondFactorOfDeciders", "true");

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await StartAsync(Demanded);

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Theory]
    [InlineData("lanhdao.tinh", true)]
    [InlineData("thamtra.huongson", true)]
    [InlineData("thamdinh.sgtvt", true)]
    [InlineData("hoidong1.tinh", true)]
    [InlineData("mttq.huongson", true)]
    [InlineData("quantri.huongson", true)]
    [InlineData("canbo.sonbang", false)]
    [InlineData("canbo.vpdp", false)]
    [InlineData("kiemtoan.tinh", false)]
    public async Task It_is_demanded_of_roles_that_decide_and_of_no_other(string user, bool demanded)
    {
        var answer = await (await platform.SignInAsync(user)).ReadAsync(200);

        Assert.Equal(demanded, answer.GetProperty("mustSetSecondFactor").GetBoolean());
        var units = await platform.Bearing(answer.Text("accessToken")).GetAsync("/identity/units?level=province", demanded ? 403 : 200);
        Assert.Equal(demanded, units.TryGetProperty("code", out var code) && code.GetString() == "request.second_factor_required");
    }

    [Fact]
    public async Task The_token_opens_what_sets_it_up_and_the_next_one_opens_all()
    {
        var answer = await (await platform.SignInAsync("lanhdao.tinh")).ReadAsync(200);
        var person = platform.Bearing(answer.Text("accessToken"));
        Assert.Equal("lanhdao.tinh", (await person.GetAsync("/identity/me", 200)).Text("userName"));
        foreach (
            var page in (string[])["/identity/me/sessions", "/identity/me/delegations", "/identity/accounts?unit=42", "/identity/audit"]
        )
        {
            await person.GetAsync(page, 403).RefusedAsync("request.second_factor_required");
        }

        await TurnOnAsync(person);

        var next = await RefreshAsync(answer.Text("refreshToken"));
        Assert.False(next.GetProperty("mustSetSecondFactor").GetBoolean());
        await platform.Bearing(next.Text("accessToken")).GetAsync("/identity/me/sessions", 200);
    }

    [Fact]
    public async Task While_such_a_role_is_held_it_is_not_taken_off()
    {
        var (person, secret) = await WithFactorAsync("lanhdao.tinh");
        platform.Clock.Advance(TimeSpan.FromSeconds(30));

        await person
            .PostAsync("/identity/me/second-factor/removal", Body(CodeOf(secret)), 409)
            .RefusedAsync("identity.second_factor_demanded");

        // The code was not spent by it.
        var body = new
        {
            userName = "lanhdao.tinh",
            password = IdentityPlatform.Password,
            code = CodeOf(secret),
        };
        await platform.Anonymous().PostAsync("/identity/tokens", body, 200);
    }

    [Fact]
    public async Task Who_is_granted_such_a_role_meets_it_at_the_next_refresh()
    {
        var (admin, _) = await WithFactorAsync("quantri.tinh");
        var officer = await (await platform.SignInAsync("canbo.vpdp")).ReadAsync(200);
        var id = (await platform.Bearing(officer.Text("accessToken")).GetAsync("/identity/me", 200)).Text("subject");

        await Accounts.GrantAsync(admin, id, new { role = "leader", unitCode = "42" }, 201);

        Assert.True((await RefreshAsync(officer.Text("refreshToken"))).GetProperty("mustSetSecondFactor").GetBoolean());
    }

    [Fact]
    public async Task A_password_that_somebody_else_knows_is_changed_first()
    {
        var (admin, _) = await WithFactorAsync("quantri.tinh");
        var (id, given) = await Accounts.CreateAsync(admin, "lanhdao.moi", "42");
        await Accounts.GrantAsync(admin, id, new { role = "leader", unitCode = "42" }, 201);
        var answer = await (await platform.SignInAsync("lanhdao.moi", given)).ReadAsync(200);
        var person = platform.Bearing(answer.Text("accessToken"));
        await person.GetAsync("/identity/me", 403).RefusedAsync("request.password_change_required");

        await person.PostAsync("/identity/me/password", new { currentPassword = given, newPassword = Accounts.Password }, 204);

        var later = await (await platform.SignInAsync("lanhdao.moi", Accounts.Password)).ReadAsync(200);
        Assert.True(later.GetProperty("mustSetSecondFactor").GetBoolean());
    }

    [Fact]
    public async Task Nobody_meets_it_in_sample_mode()
    {
        await using var sample = await StartAsync(Demanded, ("Data:Sample", "true"));

        var answer = await (await sample.SignInAsync("lanhdao.tinh")).ReadAsync(200);

        Assert.False(answer.GetProperty("mustSetSecondFactor").GetBoolean());
    }

    [Theory]
    [InlineData("mfa", false)]
    [InlineData("pwd", true)]
    public async Task One_that_the_external_issuer_asked_for_counts_for_the_whole_sign_in(string way, bool demanded)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var other = await ExternalPlatform.StartAsync(issuer, Demanded, ("Identity:External:SecondFactorBy:0", "amr:mfa"));
        await IdentityModule.LoadSampleProvinceAsync(other.Services, Steps.Stop);
        var officer = await other.SignedInAsync("lanhdao.tinh");
        var id = (await officer.GetAsync("/identity/me", 200)).Text("subject");
        var first = await (await other.SignInAsync("quantri.tinh")).ReadAsync(200);
        await TurnOnAsync(other.Bearing(first.Text("accessToken")), other);
        var admin = other.Bearing((await RefreshAsync(first.Text("refreshToken"), other)).Text("accessToken"));
        await admin.PostAsync($"/identity/accounts/{id}/external-links", new { subject = "lanh-dao" }, 201);
        issuer.Subject = "lanh-dao";
        issuer.Change = (_, payload) => payload["amr"] = new JsonArray(way);

        var answer = await other.SignInExternallyAsync(200);

        Assert.Equal(demanded, answer.GetProperty("mustSetSecondFactor").GetBoolean());
        Assert.Equal(demanded, (await RefreshAsync(answer.Text("refreshToken"), other)).GetProperty("mustSetSecondFactor").GetBoolean());
    }

    private static object Body(string code) => new { password = IdentityPlatform.Password, code };

    private static async Task<TestPlatform> StartAsync(params (string, string)[] settings)
    {
        var started = await IdentityPlatform.StartAsync(IdentityPlatform.Start, settings);
        await IdentityModule.LoadSampleProvinceAsync(started.Services, Steps.Stop);
        return started;
    }

    private async Task<JsonElement> RefreshAsync(string refreshToken, TestPlatform? other = null) =>
        await (other ?? platform).Anonymous().PostAsync("/identity/tokens", new { refreshToken }, 200);

    private async Task<(HttpClient Person, string Secret)> WithFactorAsync(string user)
    {
        var answer = await (await platform.SignInAsync(user)).ReadAsync(200);
        var secret = await TurnOnAsync(platform.Bearing(answer.Text("accessToken")));
        var next = await RefreshAsync(answer.Text("refreshToken"));
        return (platform.Bearing(next.Text("accessToken")), secret);
    }

    private async Task<string> TurnOnAsync(HttpClient person, TestPlatform? other = null)
    {
        var begun = await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200);
        var secret = begun.Text("secret");
        await person.PostAsync("/identity/me/second-factor/confirmation", Body(CodeOf(secret, other)), 200);
        return secret;
    }

    private string CodeOf(string secret, TestPlatform? other = null) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp((other ?? platform).Clock.GetUtcNow().UtcDateTime);
}

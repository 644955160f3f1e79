using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Identity.Tests.Features;

/// <summary>A code beside the password.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Once_it_is_confirmed_a_sign_in_asks_for_a_code_and_takes_each_code_once()
    {
        var (secret, _) = await TurnOnAsync("canbo.vpdp");
        Assert.Equal("identity.code_required", (await SignInAsync("canbo.vpdp", null, 401)).Text("code"));
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = CodeOf(secret);

        Assert.NotEmpty((await SignInAsync("canbo.vpdp", code, 200)).Text("accessToken"));

        Assert.Equal("identity.code_refused", (await SignInAsync("canbo.vpdp", code, 401)).Text("code"));
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await SignInAsync("canbo.vpdp", CodeOf(secret), 200);
    }

    [Theory]
    [InlineData(-60, 401)]
    [InlineData(-30, 200)]
    [InlineData(30, 200)]
    [InlineData(60, 401)]
    public async Task A_code_of_the_step_before_or_after_is_good_and_no_other(int seconds, int status)
    {
        var (secret, _) = await TurnOnAsync("canbo.vpdp");
        platform.Clock.Advance(TimeSpan.FromMinutes(10));

        await SignInAsync("canbo.vpdp", CodeOf(secret, TimeSpan.FromSeconds(seconds)), status);
    }

    [Fact]
    public async Task A_recovery_code_is_good_once()
    {
        var (_, recovery) = await TurnOnAsync("canbo.vpdp");
        Assert.Equal(10, recovery.Distinct().Count());

        await SignInAsync("canbo.vpdp", recovery[3].ToUpperInvariant(), 200);
        await SignInAsync("canbo.vpdp", recovery[3], 401);
        await SignInAsync("canbo.vpdp", recovery[4], 200);
    }

    [Fact]
    public async Task Wrong_codes_make_wait_like_wrong_passwords_and_a_missing_one_counts_nothing()
    {
        var (secret, _) = await TurnOnAsync("canbo.vpdp");
        for (var number = 0; number < 8; number++)
        {
            await SignInAsync("canbo.vpdp", null, 401);
        }

        for (var number = 0; number < 5; number++)
        {
            Assert.Equal("identity.code_refused", (await SignInAsync("canbo.vpdp", "000000", 401)).Text("code"));
        }

        Assert.Equal("identity.sign_in_slowed", (await SignInAsync("canbo.vpdp", CodeOf(secret), 429)).Text("code"));
    }

    [Fact]
    public async Task Begun_and_not_confirmed_it_asks_for_nothing_and_a_wrong_code_does_not_confirm_it()
    {
        var person = await platform.SignedInAsync("canbo.vpdp");
        await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200);
        await SignInAsync("canbo.vpdp", null, 200);
        var refused = await person.PostAsync("/identity/me/second-factor/confirmation", Body("000000"), 400);

        Assert.Equal("identity.code_wrong", refused.Text("code"));
        await SignInAsync("canbo.vpdp", null, 200);
    }

    [Fact]
    public async Task Each_step_asks_for_the_password_and_for_its_turn()
    {
        var person = await platform.SignedInAsync("canbo.vpdp");
        Assert.Equal(
            "identity.password_wrong",
            (await person.PostAsync("/identity/me/second-factor", new { password = "Sai-Mat-Khau-2026" }, 400)).Text("code")
        );
        Assert.Equal(
            "identity.second_factor_not_begun",
            (await person.PostAsync("/identity/me/second-factor/confirmation", Body("000000"), 409)).Text("code")
        );
        Assert.Equal(
            "identity.second_factor_not_begun",
            (await person.PostAsync("/identity/me/second-factor/removal", Body("000000"), 409)).Text("code")
        );
        await TurnOnAsync("canbo.vpdp");
        Assert.Equal(
            "identity.second_factor_in_use",
            (await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 409)).Text("code")
        );
    }

    [Fact]
    public async Task It_is_taken_off_with_a_code_or_by_a_new_password_of_an_administrator()
    {
        var (secret, _) = await TurnOnAsync("canbo.vpdp");
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        var person = platform.Bearing((await SignInAsync("canbo.vpdp", CodeOf(secret), 200)).Text("accessToken"));
        Assert.True((await person.GetAsync("/identity/me", 200)).GetProperty("secondFactor").GetBoolean());
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await person.PostAsync("/identity/me/second-factor/removal", Body(CodeOf(secret)), 204);
        await SignInAsync("canbo.vpdp", null, 200);

        await TurnOnAsync("canbo.vpdp");
        var administrator = await platform.SignedInAsync("quantri.tinh");
        var id = (await person.GetAsync("/identity/me", 200)).Text("subject");
        var password = (await administrator.PostAsync($"/identity/accounts/{id}/password-reset", new { }, 200)).Text("password");
        await (await platform.SignInAsync("canbo.vpdp", password)).ReadAsync(200);
    }

    private static object Body(string code) => new { password = IdentityPlatform.Password, code };

    private string CodeOf(string secret, TimeSpan ahead = default) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp((platform.Clock.GetUtcNow() + ahead).UtcDateTime);

    private async Task<(string Secret, List<string> Recovery)> TurnOnAsync(string userName)
    {
        var person = await platform.SignedInAsync(userName);
        var begun = await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200);
        var secret = begun.Text("secret");
        Assert.Contains(secret, begun.Text("address"), StringComparison.Ordinal);
        var confirmed = await person.PostAsync("/identity/me/second-factor/confirmation", Body(CodeOf(secret)), 200);
        return (secret, [.. confirmed.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task<JsonElement> SignInAsync(string userName, string? code, int status)
    {
        var body = new
        {
            userName,
            password = IdentityPlatform.Password,
            code,
        };
        return await (await platform.Anonymous().PostAsJsonAsync("/identity/tokens", body, Steps.Stop)).ReadAsync(status);
    }
}

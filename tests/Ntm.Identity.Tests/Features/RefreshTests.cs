using System.Net.Http.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class RefreshTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_and_is_spent()
    {
        var first = await RefreshTokenAsync("thamtra.huongson");
        var second = await RefreshAsync(first, 200);
        Assert.NotEqual(first, second);
        await RefreshAsync(second, 200);
    }

    [Fact]
    public async Task Using_a_spent_token_again_ends_the_whole_sign_in()
    {
        var first = await RefreshTokenAsync("thamtra2.huongson");
        var second = await RefreshAsync(first, 200);
        var third = await RefreshAsync(second, 200);
        Platform.Clock.Advance(Grace);
        await RefreshAsync(first, 401);
        await RefreshAsync(third, 401);
        await RefreshAsync(await RefreshTokenAsync("thamtra2.huongson"), 200);
    }

    [Fact]
    public async Task Another_sign_in_of_the_same_account_lives_on()
    {
        var stolen = await RefreshTokenAsync("lanhdao.huongson");
        var other = await RefreshTokenAsync("lanhdao.huongson");
        await RefreshAsync(stolen, 200);
        Platform.Clock.Advance(Grace);
        await RefreshAsync(stolen, 401);
        await RefreshAsync(other, 200);
    }

    [Fact]
    public async Task Many_uses_at_once_get_one_and_the_same_next_token()
    {
        var token = await RefreshTokenAsync("canbo.huongson");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(token)));
        var won = answers.Where(answer => (int)answer.StatusCode == 200).ToList();

        // Who lost every race for the same rows is asked to come again.
        Assert.All(answers.Except(won), answer => Assert.Equal(409, (int)answer.StatusCode));
        var next = await Task.WhenAll(won.Select(async answer => (await answer.ReadAsync(200)).Text("refreshToken")));
        await RefreshAsync(Assert.Single(next.Distinct()), 200);
    }

    [Fact]
    public async Task A_second_use_within_ten_seconds_gets_the_same_next_token_and_a_later_one_ends_the_sign_in()
    {
        var first = await RefreshTokenAsync("mttq.camxuyen");
        var second = await RefreshAsync(first, 200);

        Platform.Clock.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.Equal(second, await RefreshAsync(first, 200));

        Platform.Clock.Advance(TimeSpan.FromTicks(1));
        await RefreshAsync(first, 401);
        await RefreshAsync(second, 401);
    }

    [Fact]
    public async Task A_page_that_is_two_uses_behind_gets_the_token_that_is_good_now()
    {
        var first = await RefreshTokenAsync("thamdinh.stc");
        var third = await RefreshAsync(await RefreshAsync(first, 200), 200);

        Assert.Equal(third, await RefreshAsync(first, 200));
    }

    [Fact]
    public async Task After_a_sign_out_a_second_use_opens_nothing()
    {
        var first = await RefreshTokenAsync("lanhdao.tinh");
        var second = await RefreshAsync(first, 200);
        await Platform.Anonymous().PostAsync("/identity/sign-out", new { refreshToken = second }, 204);

        await RefreshAsync(first, 401);
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_and_says_nothing_about_unknown_tokens()
    {
        var first = await RefreshTokenAsync("mttq.huongson");
        var second = await RefreshAsync(first, 200);
        await Platform.Anonymous().PostAsync("/identity/sign-out", new { refreshToken = second }, 204);
        await RefreshAsync(second, 401);
        await Platform.Anonymous().PostAsync("/identity/sign-out", new { refreshToken = "ntmr_nothing" }, 204);
    }

    [Fact]
    public async Task A_token_of_nobody_is_refused() => await (await PostAsync("ntmr_AAAA")).ReadAsync(401);

    [Fact]
    public async Task A_sign_in_ends_after_eight_idle_hours_and_after_seven_days_in_any_case()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var answer = await (await platform.SignInAsync("canbo.vpdp")).ReadAsync(200);
        var token = answer.Text("refreshToken");
        for (var hours = 0; hours < 7 * 24 - 7; hours += 7)
        {
            platform.Clock.Advance(TimeSpan.FromHours(7));
            token = (await (await PostAsync(token, platform)).ReadAsync(200)).Text("refreshToken");
        }

        platform.Clock.Advance(TimeSpan.FromHours(7));
        await (await PostAsync(token, platform)).ReadAsync(401);

        var idle = (await (await platform.SignInAsync("canbo.vpdp")).ReadAsync(200)).Text("refreshToken");
        platform.Clock.Advance(TimeSpan.FromHours(8));
        await (await PostAsync(idle, platform)).ReadAsync(401);
    }

    [Fact]
    public async Task A_session_goes_on_under_the_same_token_for_several_pages_at_once_until_it_is_ended()
    {
        var session = await SessionAsync(Platform, "thamtra.camxuyen");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(session)));
        foreach (var answer in answers)
        {
            Assert.Equal(session, (await answer.ReadAsync(200)).Text("refreshToken"));
        }

        await Platform.Anonymous().PostAsync("/identity/sign-out", new { refreshToken = session }, 204);
        await RefreshAsync(session, 401);
    }

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours_and_after_seven_days_in_any_case()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var session = await SessionAsync(platform, "canbo.vpdp");
        for (var hours = 0; hours < 7 * 24 - 7; hours += 7)
        {
            platform.Clock.Advance(TimeSpan.FromHours(7));
            await (await PostAsync(session, platform)).ReadAsync(200);
        }

        platform.Clock.Advance(TimeSpan.FromHours(7));
        await (await PostAsync(session, platform)).ReadAsync(401);
        var idle = await SessionAsync(platform, "canbo.vpdp");
        platform.Clock.Advance(TimeSpan.FromHours(8).Subtract(TimeSpan.FromTicks(1)));
        await (await PostAsync(idle, platform)).ReadAsync(200);
        platform.Clock.Advance(TimeSpan.FromHours(8));
        await (await PostAsync(idle, platform)).ReadAsync(401);
    }

    [Fact]
    public async Task A_session_ends_with_the_password_that_began_it()
    {
        const string next = "Dong-Lua-Xanh-2027";
        var session = await SessionAsync(Platform, "thamtra2.camxuyen");
        var person = await Platform.SignedInAsync("thamtra2.camxuyen");
        await person.PostAsync("/identity/me/password", new { currentPassword = IdentityPlatform.Password, newPassword = next }, 204);

        await RefreshAsync(session, 401);
    }

    private static async Task<string> SessionAsync(TestPlatform platform, string userName)
    {
        var body = new
        {
            userName,
            password = IdentityPlatform.Password,
            session = true,
        };
        return (await (await platform.Anonymous().PostAsJsonAsync("/identity/tokens", body, Steps.Stop)).ReadAsync(200)).Text(
            "refreshToken"
        );
    }

    private async Task<string> RefreshTokenAsync(string user) =>
        (await (await Platform.SignInAsync(user)).ReadAsync(200)).Text("refreshToken");

    private async Task<string> RefreshAsync(string token, int status)
    {
        var answer = await (await PostAsync(token)).ReadAsync(status);
        return status == 200 ? answer.Text("refreshToken") : answer.Text("code");
    }

    private Task<HttpResponseMessage> PostAsync(string refreshToken, TestPlatform? platform = null) =>
        (platform ?? Platform).Anonymous().PostAsJsonAsync("/identity/tokens", new { refreshToken }, Steps.Stop);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Portal.Sessions;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Where a person is signed in: seen, and ended from another device.</summary>
[Collection(nameof(OnePortal))]
public sealed class SessionsTests(PortalFixture portal)
{
    private const string User = "canbo.vpdp";
    private const string Telephone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task A_session_on_a_telephone_is_recognised_and_ended()
    {
        var session = await SignInElsewhereAsync();
        await using var window = await portal.SignedInAsync(User, width: 390, script: false);
        await window.GoAsync("/bao-mat");
        var own = Rows(window).Filter(new LocatorFilterOptions { HasText = "phiên này" });
        await Assertions.Expect(own).ToHaveCountAsync(1);
        await Assertions.Expect(own).ToContainTextAsync(" trên Linux");
        var row = Rows(window).Filter(new LocatorFilterOptions { HasText = "Safari trên iPhone" }).First;
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Kết thúc phiên đăng nhập này?");
        await Assertions.Expect(window.Page.GetByText("phải đăng nhập lại")).ToBeVisibleAsync();
        await window.PressAsync("Kết thúc phiên");

        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã kết thúc phiên đăng nhập đó.");
        await Assertions.Expect(Rows(window).Filter(new LocatorFilterOptions { HasText = "Safari trên iPhone" })).ToHaveCountAsync(0);
        await MustBeOverAsync(session);
        Assert.Equal(404, (await window.GoAsync("/bao-mat/phien/0195c0de-0000-7000-8000-00000000dead")).Status);
    }

    [Fact]
    public async Task All_others_are_ended_and_this_one_goes_on()
    {
        var session = await SignInElsewhereAsync();
        await using var window = await portal.SignedInAsync(User);
        await window.GoAsync("/bao-mat");
        await window.PressAsync("Kết thúc mọi phiên khác");
        await window.MustBeUsableAsync();
        await window.PressAsync("Kết thúc mọi phiên khác");

        await Assertions.Expect(window.Done).ToContainTextAsync("phiên đăng nhập khác.");
        await Assertions.Expect(Rows(window)).ToHaveCountAsync(1);
        await Assertions.Expect(window.Page.GetByText("Không còn nơi nào khác.")).ToBeVisibleAsync();
        await MustBeOverAsync(session);
        window.MustBeQuiet();
    }

    [Fact]
    public async Task An_administrator_ends_every_session_of_an_account()
    {
        var session = await SignInElsewhereAsync();
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/tai-khoan");
        await administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = User }).ClickAsync();
        await administrator.PressAsync("Kết thúc mọi phiên");
        await Assertions.Expect(administrator.Page.GetByText("đăng nhập lại được bằng mật khẩu đang có")).ToBeVisibleAsync();
        await administrator.PressAsync("Kết thúc mọi phiên");

        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã ghi thay đổi của tài khoản.");
        await MustBeOverAsync(session);
        administrator.MustBeQuiet();
    }

    private static ILocator Rows(Window window) => window.Page.Locator("section[aria-labelledby=phien] li");

    /// <summary>A session of which this process keeps no access token, as one that another replica began.</summary>
    private async Task<string> SignInElsewhereAsync()
    {
        using var client = Plain();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Telephone);
        var body = new
        {
            userName = User,
            password = PlatformHost.SamplePassword,
            session = true,
        };
        using var answer = await client.PostAsJsonAsync("/identity/tokens", body);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refreshToken").GetString()!;
    }

    private async Task MustBeOverAsync(string session)
    {
        using var client = Plain();
        client.DefaultRequestHeaders.Add("Cookie", "ntm=" + portal.Services.GetRequiredService<PortalKey>().Seal(session));
        using var answer = await client.GetAsync("/viec-cua-toi");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/dang-nhap", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private HttpClient Plain() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
}

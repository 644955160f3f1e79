using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Ntm.Host;

namespace Ntm.Portal.Tests;

/// <summary>How people come in, and go.</summary>
[Collection(nameof(OnePortal))]
public sealed class SignInTests(PortalFixture portal)
{
    [Fact]
    public async Task One_click_signs_in_as_a_communes_officer_and_one_more_signs_out()
    {
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/");
        await window.Page.GetByText("Cán bộ NTM xã Hương Sơn").ClickAsync();

        await Assertions.Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/viec-cua-toi$"));
        await window.Page.Locator(".me summary").ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng xuất" }).ClickAsync();
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đăng nhập");
        await window.GoAsync("/viec-cua-toi");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đăng nhập");
        window.MustBeQuiet();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_name_is_kept()
    {
        await using var window = await portal.OpenAsync(script: false);
        await window.GoAsync("/dang-nhap");
        await window.FillAsync("Tên đăng nhập", "canbo.vpdp");
        await window.FillAsync("Mật khẩu", "sai-mat-khau-roi");
        await window.PressAsync("Đăng nhập");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("không đúng");
        await Assertions.Expect(window.Page.GetByLabel("Tên đăng nhập")).ToHaveValueAsync("canbo.vpdp");
    }

    [Fact]
    public async Task After_many_wrong_passwords_the_page_says_how_long_to_wait_and_a_known_browser_does_not_wait()
    {
        await using var known = await portal.OpenAsync();
        await TryAsync(known, PlatformHost.SamplePassword);
        await known.Page.Locator(".me summary").ClickAsync();
        await known.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng xuất" }).ClickAsync();

        await using var stranger = await portal.OpenAsync(script: false);
        for (var number = 0; number < 6; number++)
        {
            await TryAsync(stranger, "sai-mat-khau-roi");
        }

        await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Thử lại sau");
        await Assertions.Expect(stranger.Page.GetByLabel("Tên đăng nhập")).ToHaveValueAsync("thamdinh.svhttdl");
        await TryAsync(known, PlatformHost.SamplePassword);
        await Assertions.Expect(known.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/viec-cua-toi$"));

        static async Task TryAsync(Window window, string password)
        {
            await window.GoAsync("/dang-nhap");
            await window.FillAsync("Tên đăng nhập", "thamdinh.svhttdl");
            await window.FillAsync("Mật khẩu", password);
            await window.PressAsync("Đăng nhập");
        }
    }

    [Fact]
    public async Task A_visitor_finds_the_way_in_and_is_never_led_to_what_needs_an_account()
    {
        await using var window = await portal.OpenAsync(width: 390);
        await window.GoAsync("/cong-khai");
        await Link(window.Page.GetByRole(AriaRole.Banner), "Đăng nhập").ClickAsync();
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đăng nhập");
        await Link(window.Page.GetByRole(AriaRole.Main), "Trang công khai").ClickAsync();
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(portal.Address, "/cong-khai").ToString());

        await window.GoAsync("/khong-co-trang-nay");
        await Assertions.Expect(Link(window.Page.GetByRole(AriaRole.Main), "Về Việc của tôi")).ToHaveCountAsync(0);
        await Link(window.Page.GetByRole(AriaRole.Main), "Về trang công khai").ClickAsync();
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(portal.Address, "/cong-khai").ToString());
        window.MustBeQuiet();
    }

    [Fact]
    public async Task After_the_sign_in_the_page_that_was_asked_for_opens()
    {
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/ho-so?nam=2026");
        await window.FillAsync("Tên đăng nhập", "canbo.vpdp");
        await window.FillAsync("Mật khẩu", PlatformHost.SamplePassword);
        await window.PressAsync("Đăng nhập");

        await Assertions.Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/ho-so\?nam=2026$"));
    }

    [Theory]
    [InlineData("//ke-xau.example/")]
    [InlineData("https://ke-xau.example/")]
    [InlineData("/\\ke-xau.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_elsewhere_by_the_sign_in(string address)
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/dang-nhap?toi=" + Uri.EscapeDataString(address));

        Assert.Equal(new Uri(portal.Address, "/viec-cua-toi").ToString(), window.Page.Url);
    }

    [Fact]
    public async Task Who_got_a_password_from_somebody_else_changes_it_before_anything_opens()
    {
        var (user, password) = await NewAccountAsync();
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/dang-nhap");
        await window.FillAsync("Tên đăng nhập", user);
        await window.FillAsync("Mật khẩu", password);
        await window.PressAsync("Đăng nhập");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đổi mật khẩu để dùng tiếp");
        await window.GoAsync("/ho-so");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đổi mật khẩu để dùng tiếp");

        await ChangeAsync(window, password, "Dong-Lua-Xanh-2027", "Dong-Lua-Xanh-2028");
        await Assertions.Expect(window.Page.Locator(".fault")).ToContainTextAsync("không giống nhau");
        await ChangeAsync(window, password, "Dong-Lua-Xanh-2027", "Dong-Lua-Xanh-2027");

        await Assertions.Expect(window.Done).ToContainTextAsync("Đã đổi mật khẩu");
        await window.GoAsync("/ho-so");
        await Assertions.Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ho-so$"));
    }

    private static ILocator Link(ILocator place, string name) =>
        place.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name });

    private static async Task ChangeAsync(Window window, string current, string next, string again)
    {
        await window.FillAsync("Mật khẩu hiện tại", current);
        await window.FillAsync("Mật khẩu mới", next);
        await window.FillAsync("Nhập lại mật khẩu mới", again);
        await window.PressAsync("Đổi mật khẩu");
    }

    private async Task<(string User, string Password)> NewAccountAsync()
    {
        using var client = await portal.ApiAsync("quantri.tinh");
        var user = $"moi.{Guid.CreateVersion7():N}"[..24];
        using var answer = await client.PostAsJsonAsync(
            "/identity/accounts",
            new
            {
                userName = user,
                name = "Mẫu Thị Mới",
                homeUnitCode = "42",
            }
        );
        var account = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, account.ToString());
        return (user, account.GetProperty("password").GetString()!);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Portal.Tests;

/// <summary>Sign-in through an external issuer, from the button to the page that was asked for, and the links of an account.</summary>
[Collection(nameof(OnePortal))]
public sealed partial class ExternalSignInTests(PortalFixture portal)
{
    private const string Return = "/dang-nhap/ngoai/ve";

    [Fact]
    public async Task A_person_links_the_account_comes_in_by_it_and_removes_the_link()
    {
        portal.Issuer.Subject = "can-bo-tham-dinh";
        await using var window = await portal.SignedInAsync("thamdinh.sgtvt", width: 390);
        await window.GoAsync("/bao-mat");
        await window.PressAsync("Liên kết với " + TestIssuer.DisplayName);
        await window.FillAsync("Mật khẩu", "sai-mat-khau-roi");
        await window.PressAsync("Tiếp tục");
        await Assertions.Expect(window.Page.Locator(".fault")).ToContainTextAsync("không đúng");
        await window.FillAsync("Mật khẩu", PlatformHost.SamplePassword);
        await window.PressAsync("Tiếp tục");
        await window.MustBeUsableAsync();
        await window.PressAsync("Sang đó");
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã liên kết.");
        await Assertions.Expect(Rows(window)).ToContainTextAsync("can-bo-tham-dinh");
        await window.MustBeUsableAsync();

        await using var later = await portal.OpenAsync();
        await later.GoAsync("/ho-so?nam=2026");
        await later.PressAsync("Đăng nhập bằng " + TestIssuer.DisplayName);
        await Assertions.Expect(later.Page).ToHaveURLAsync(AskedFor());
        var cookies = await later.Page.Context.CookiesAsync();
        Assert.Equal([("ntm", true), ("ntm-may", true)], cookies.Select(one => (one.Name, one.HttpOnly)).Order());
        later.MustBeQuiet();

        await window.GoAsync("/bao-mat");
        await window.PressAsync("Gỡ");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Gỡ liên kết này?");
        await window.PressAsync("Gỡ liên kết");
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã gỡ liên kết.");
        await Assertions.Expect(Rows(window)).ToHaveCountAsync(0);
        await using var closed = await portal.OpenAsync();
        await closed.GoAsync("/dang-nhap");
        await closed.PressAsync("Đăng nhập bằng " + TestIssuer.DisplayName);
        await Assertions.Expect(closed.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("chưa được liên kết");
        await Assertions.Expect(closed.Heading).ToHaveTextAsync("Đăng nhập");
    }

    [Fact]
    public async Task An_administrator_links_an_account_sees_it_and_removes_it()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/tai-khoan");
        await administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "thamdinh.syt" }).ClickAsync();
        await administrator.PressAsync("Liên kết với " + TestIssuer.DisplayName);
        await administrator.FillAsync("Danh tính ở nơi đăng nhập bên ngoài", "Can-Bo-Y-Te");
        await administrator.PressAsync("Liên kết");
        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã ghi thay đổi của tài khoản.");
        await Assertions.Expect(Rows(administrator)).ToContainTextAsync("Can-Bo-Y-Te");
        await Assertions.Expect(Rows(administrator)).ToContainTextAsync("do quản trị viên liên kết");
        await administrator.MustBeUsableAsync();
        await administrator.PressAsync("Gỡ");
        await administrator.PressAsync("Gỡ liên kết đăng nhập bên ngoài");

        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã ghi thay đổi của tài khoản.");
        await Assertions.Expect(Rows(administrator)).ToHaveCountAsync(0);
        administrator.MustBeQuiet();
    }

    [Fact]
    public async Task The_way_back_needs_the_browser_that_left_begins_a_new_session_and_leads_nowhere_else()
    {
        await LinkAsync("thamdinh.sxd", "can-bo-xay-dung");
        using var client = Plain();
        using var left = await client.GetAsync("/dang-nhap/ngoai?toi=" + Uri.EscapeDataString("//ke-xau.example/"));
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        var kept = left.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("(?i)^ntm-ngoai=.*; max-age=600; path=/; samesite=lax; httponly$", kept);
        var back = await TestIssuer.VisitAsync(left.Headers.Location!.ToString());
        var address = $"{Return}?code={back.Code}&state={back.State}";
        await RefusedAsync(client, address, HttpStatusCode.BadRequest);

        client.DefaultRequestHeaders.Add("Cookie", kept.Split(';')[0] + "; ntm=planted");
        await RefusedAsync(client, $"{Return}?code={back.Code}&state=khac", HttpStatusCode.Unauthorized);
        await RefusedAsync(client, $"{Return}?error=access_denied&error_description=ke-xau-noi", HttpStatusCode.BadRequest);
        using var entered = await client.GetAsync(address);
        Assert.Equal("/viec-cua-toi", entered.Headers.Location!.ToString());
        var cookies = entered.Headers.GetValues("Set-Cookie").ToList();
        var session = Assert.Single(cookies, one => one.StartsWith("ntm=", StringComparison.Ordinal));
        Assert.Matches("(?i)samesite=lax; httponly$", session);
        Assert.Contains(cookies, one => one.StartsWith("ntm-ngoai=;", StringComparison.Ordinal));

        await RefusedAsync(client, address, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_has_a_second_factor_is_asked_for_its_code()
    {
        await LinkAsync("thamdinh.stp", "can-bo-tu-phap");
        var recovery = await TurnOnAsync("thamdinh.stp");
        await using var window = await portal.OpenAsync(script: false);
        await window.GoAsync("/dang-nhap?toi=%2Fho-so%3Fnam%3D2026");
        await window.PressAsync("Đăng nhập bằng " + TestIssuer.DisplayName);
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Nhập mã xác thực");
        await window.FillAsync("Mã", "000000");
        await window.PressAsync("Tiếp tục");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mã không đúng");
        await window.FillAsync("Mã", recovery);
        await window.PressAsync("Tiếp tục");

        await Assertions.Expect(window.Page).ToHaveURLAsync(AskedFor());
    }

    private static ILocator Rows(Window window) => window.Page.Locator("section[aria-labelledby=lien-ket] li");

    private static async Task RefusedAsync(HttpClient client, string address, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal((address, status), (address, answer.StatusCode));
        Assert.DoesNotContain("ke-xau-noi", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        Assert.DoesNotContain(cookies, one => one.StartsWith("ntm=", StringComparison.Ordinal));
    }

    /// <summary>Links a sample account, and lets the issuer sign this person in next.</summary>
    private async Task LinkAsync(string userName, string subject)
    {
        using var person = await portal.ApiAsync(userName);
        var id = (await person.GetFromJsonAsync<JsonElement>("/identity/me")).GetProperty("subject").GetString();
        using var administrator = await portal.ApiAsync("quantri.tinh");
        using var linked = await administrator.PostAsJsonAsync($"/identity/accounts/{id}/external-links", new { subject });
        Assert.Equal(HttpStatusCode.Created, linked.StatusCode);
        portal.Issuer.Subject = subject;
    }

    /// <returns>A recovery code.</returns>
    private async Task<string> TurnOnAsync(string userName)
    {
        using var person = await portal.ApiAsync(userName);
        var password = PlatformHost.SamplePassword;
        using var begun = await person.PostAsJsonAsync("/identity/me/second-factor", new { password });
        var secret = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
        using var confirmed = await person.PostAsJsonAsync("/identity/me/second-factor/confirmation", new { password, code });
        return (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString()!;
    }

    private HttpClient Plain() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };

    [GeneratedRegex(@"/ho-so\?nam=2026$")]
    private static partial Regex AskedFor();
}

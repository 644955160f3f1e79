using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>What a page, a foreign page and a stranger may not do.</summary>
[Collection(nameof(OnePortal))]
public sealed class SecurityTests(PortalFixture portal)
{
    private const string Attack = "<script>document.title='hong'</script><img src=x onerror=\"document.title='hong'\">";

    private static readonly string[] Private = ["/viec-cua-toi", "/thong-bao", "/ho-so", "/ho-so/mo", "/lay-y-kien", "/mat-khau"];

    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in()
    {
        using var client = Plain();
        foreach (var address in Private)
        {
            using var answer = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/dang-nhap?toi=" + Uri.EscapeDataString(address), answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Every_page_forbids_foreign_scripts_frames_and_copies()
    {
        using var client = Plain();
        using var answer = await client.GetAsync("/dang-nhap");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_password_is_masked_and_browsers_may_keep_it()
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/mat-khau");
        var secrets = window.Page.Locator("#f-currentPassword, #f-newPassword, #f-again");

        await Assertions.Expect(secrets).ToHaveCountAsync(3);
        foreach (var secret in await secrets.AllAsync())
        {
            await Assertions.Expect(secret).ToHaveAttributeAsync("type", "password");
            await Assertions.Expect(secret).Not.ToHaveAttributeAsync("autocomplete", "off");
        }
    }

    [Fact]
    public async Task A_form_of_another_page_does_nothing()
    {
        var id = await portal.DossierAsync("18682", "canbo.xayenhoa", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("chutich.xayenhoa");
        var form = window.Page.Context.APIRequest.CreateFormData();
        form.Append("reason", "Kẻ khác gửi.");
        var answer = await window.Page.Context.APIRequest.PostAsync(
            $"/ho-so/{id}/lam/WithdrawDossier",
            new APIRequestContextOptions { Form = form }
        );

        Assert.Equal(400, answer.Status);
        using var client = await portal.ApiAsync("canbo.xayenhoa");
        Assert.Contains("\"Running\"", await client.GetStringAsync($"/dossiers/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_another_page_sends_is_refused()
    {
        using var client = Plain();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await client.PostAsync("/dang-nhap", Credentials());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static string SessionOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("ntm=", StringComparison.Ordinal));

    [Fact]
    public async Task A_session_begins_anew_with_each_sign_in_and_no_script_and_no_token_reaches_it()
    {
        using var client = Plain();
        client.DefaultRequestHeaders.Add("Cookie", "ntm=planted");
        using var first = await client.PostAsync("/dang-nhap", Credentials());
        using var second = await client.PostAsync("/dang-nhap", Credentials());
        var (one, other) = (SessionOf(first), SessionOf(second));

        Assert.NotEqual(one, other);
        Assert.Contains("httponly", one, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", one, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ntmr_", one, StringComparison.Ordinal);
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/viec-cua-toi");
        var page = await window.Page.ContentAsync();
        Assert.DoesNotContain("eyJ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ntmr_", page, StringComparison.Ordinal);
        Assert.Equal("", await window.Page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_opens_nothing_after_its_token()
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/viec-cua-toi");
        var cookie = (await window.Page.Context.CookiesAsync()).Single(one => one.Name == "ntm");
        await window.Page.Locator(".me summary").ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Đăng xuất" }).ClickAsync();
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đăng nhập");

        using var client = Plain();
        client.DefaultRequestHeaders.Add("Cookie", $"ntm={cookie.Value}");
        using var answer = await client.GetAsync("/viec-cua-toi");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_script_in_a_file_name_or_a_text_is_only_shown()
    {
        var id = await portal.DossierAsync("18682", "canbo.xayenhoa", "xa-ntm-hien-dai");
        using var client = await portal.ApiAsync("canbo.xayenhoa");
        using var file = new ByteArrayContent(SampleFiles.Pdf());
        using var form = new MultipartFormDataContent { { file, "file", "img src=x onerror=alert(1).pdf" } };
        using var stored = await client.PostAsync($"/dossiers/{id}/stages/registration/documents/registration/files", form);
        using var claim = await client.PutAsync($"/dossiers/{id}/stages/registration/claim", null);
        await using var window = await portal.SignedInAsync("canbo.xayenhoa");
        await window.GoAsync($"/ho-so/{id}");
        await window.GoAsync(
            $"/viec-cua-toi?xong={Uri.EscapeDataString(Attack)}&loi={Uri.EscapeDataString(Attack)}&q={Uri.EscapeDataString(Attack)}"
        );

        Assert.DoesNotContain("hong", await window.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await window.Page.Locator("main script, main img").CountAsync());
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(Attack);
        window.MustBeQuiet();
    }

    [Fact]
    public async Task A_program_gets_problem_json_where_a_browser_gets_a_page()
    {
        using var client = Plain();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var answer = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        client.DefaultRequestHeaders.Remove("Accept");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await client.GetAsync("/");
        Assert.Equal("/dang-nhap", page.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead")]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead/tu-danh-gia")]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead/tep/0195c0de-0000-7000-8000-00000000dead")]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead/lam/SubmitDossier")]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead/ket-luan/x")]
    [InlineData("/lay-y-kien/0195c0de-0000-7000-8000-00000000dead")]
    [InlineData("/lay-y-kien/0195c0de-0000-7000-8000-00000000dead/thon/1")]
    [InlineData("/khong-co")]
    public async Task What_there_is_not_is_a_page_with_404(string address)
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        var answer = await window.GoAsync(address);

        Assert.Equal(404, answer.Status);
        await Assertions.Expect(window.Heading).ToHaveCountAsync(1);
    }

    private static FormUrlEncodedContent Credentials() =>
        new(new Dictionary<string, string> { ["userName"] = "canbo.vpdp", ["password"] = PlatformHost.SamplePassword });

    /// <summary>A client that follows nothing and keeps no cookies.</summary>
    private HttpClient Plain() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
}

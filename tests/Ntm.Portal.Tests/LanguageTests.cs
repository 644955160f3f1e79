using System.Net;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Vietnamese, and English for who chooses it.</summary>
[Collection(nameof(OnePortal))]
public sealed class LanguageTests(PortalFixture portal)
{
    private const string Cookie = "ntm-ngon-ngu";

    [Fact]
    public async Task Who_chooses_English_gets_every_page_in_it_and_can_go_back()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/dang-nhap?toi=%2Fviec-cua-toi");
        await ChooseAsync(window, "English");
        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(portal.Address, "/dang-nhap?toi=%2Fviec-cua-toi").ToString());
        await MustSpeakAsync(window, "en");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Sign in");
        await window.MustBeUsableAsync();
        await window.FillAsync("User name", "canbo.xacamhung");
        await window.FillAsync("Password", PlatformHost.SamplePassword);
        await window.PressAsync("Sign in");

        await Assertions.Expect(window.Page).ToHaveURLAsync(new Uri(portal.Address, "/viec-cua-toi").ToString());
        await MustSpeakAsync(window, "en");
        await Assertions.Expect(Link(window, "My tasks")).ToBeVisibleAsync();
        await Assertions.Expect(Link(window, "Unclaimed")).ToBeVisibleAsync();
        await window.GoAsync($"/ho-so/{id}");
        await MustSpeakAsync(window, "en");
        await Assertions.Expect(Link(window, "See what has happened")).ToBeVisibleAsync();
        await window.MustBeUsableAsync();
        await ChooseAsync(window, "Tiếng Việt");
        await Assertions.Expect(Link(window, "Xem việc đã diễn ra")).ToBeVisibleAsync();
        await MustSpeakAsync(window, "vi");
        window.MustBeQuiet();
    }

    [Fact]
    public async Task The_choice_stays_for_a_year_and_no_script_reads_it()
    {
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/cong-khai");
        await ChooseAsync(window, "English");
        await MustSpeakAsync(window, "en");
        var cookie = (await window.Page.Context.CookiesAsync()).Single(one => one.Name == Cookie);

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)cookie.Expires), Now.AddDays(364), Now.AddDays(366));
        var later = await window.Page.Context.NewPageAsync();
        await later.GotoAsync("/dang-nhap");
        await Assertions.Expect(later.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Theory]
    [InlineData("Accept-Language", "en-GB,en;q=0.9")]
    [InlineData("Cookie", Cookie + "=c%3Den%7Cuic%3Dfr")]
    [InlineData("Cookie", Cookie + "=c%3Dvi%7Cuic%3Dvi-VN-x-la")]
    [InlineData("Cookie", Cookie + "=en")]
    public async Task A_page_is_Vietnamese_unless_the_person_chose(string header, string value)
    {
        using var client = Client(cookies: false);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var answer = await client.GetAsync("/dang-nhap?culture=en&ui-culture=en");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<html lang=\"vi\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_API_says_stays_Vietnamese()
    {
        using var client = Client();
        using var chosen = await client.GetAsync("/ngon-ngu/en");
        using var answer = await client.PostAsync("/dang-nhap", Form(("userName", "khong.co"), ("password", "sai-mat-khau-roi")));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("không đúng", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("EN")]
    [InlineData("vi-VN")]
    public async Task A_language_that_there_is_not_is_a_page_with_404(string language)
    {
        using var client = Client();
        using var answer = await client.GetAsync($"/ngon-ngu/{language}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Không có trang này", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cong-khai?q=cam&nam=2026", "/cong-khai?q=cam&nam=2026")]
    [InlineData("/ho-so/0195c0de-0000-7000-8000-00000000dead", "/ho-so/0195c0de-0000-7000-8000-00000000dead")]
    [InlineData("//ke-xau.example/cong-khai", "/viec-cua-toi")]
    [InlineData("https://ke-xau.example/cong-khai", "/viec-cua-toi")]
    [InlineData("javascript:alert(1)", "/viec-cua-toi")]
    [InlineData("", "/viec-cua-toi")]
    public async Task The_choice_leads_back_to_the_page_it_was_made_on_and_never_elsewhere(string from, string to)
    {
        using var client = Client();
        using var answer = await client.GetAsync($"/ngon-ngu/en?toi={Uri.EscapeDataString(from)}");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.ToString());
    }

    [Theory]
    [MemberData(nameof(EveryPageTests.Pages), MemberType = typeof(EveryPageTests))]
    public async Task Every_page_is_there_in_English(string user, string address)
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        using var client = Client();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (user.Length > 0)
        {
            using var signedIn = await client.PostAsync("/dang-nhap", Form(("userName", user), ("password", PlatformHost.SamplePassword)));
            Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        }

        using var chosen = await client.GetAsync("/ngon-ngu/en");
        using var answer = await client.GetAsync(address.Replace("{id}", $"{id}", StringComparison.Ordinal));
        var page = await answer.Content.ReadAsStringAsync();

        // Some rows are pages that say what there is not.
        Assert.InRange((int)answer.StatusCode, 200, 409);
        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("Tiếng Việt", page, StringComparison.Ordinal);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Task ChooseAsync(Window window, string language) =>
        window.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = language }).ClickAsync();

    private static Task MustSpeakAsync(Window window, string language) =>
        Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", language);

    private static ILocator Link(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name }).First;

    /// <summary>A client that follows nothing.</summary>
    private HttpClient Client(bool cookies = true) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = cookies })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => field.Value));
}

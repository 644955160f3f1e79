using System.Net;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>How much waits is known without loading a page again.</summary>
[Collection(nameof(OnePortal))]
public sealed class CountTests(PortalFixture portal)
{
    [Fact]
    public async Task The_bar_and_the_title_say_how_much_waits()
    {
        await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var window = await portal.SignedInAsync("canbo.xacamhung", width: 390);
        await window.UntilAsync("/viec-cua-toi", "Cẩm Hưng");

        await Assertions.Expect(window.Page.Locator("[data-count=open]")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(\d+\) "));
        await window.GoAsync("/ho-so");
        await Assertions
            .Expect(window.Page.Locator("[data-count=open]"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+$"));
        await window.MustBeUsableAsync();
        window.MustBeQuiet();
    }

    [Fact]
    public async Task A_stranger_has_nothing_to_follow()
    {
        using var client = PatientClient.Of(portal.Address);
        using var answer = await client.GetAsync("/viec-cua-toi/dem");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task An_answer_names_the_count_and_when_to_come_back_and_holds_no_place()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
        using var signedIn = await client.PostAsync(
            "/dang-nhap",
            Form(("userName", "canbo.vpdp"), ("password", PlatformHost.SamplePassword))
        );
        using var answer = await client.GetAsync("/viec-cua-toi/dem");
        var stream = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("event: dem\ndata: {\"open\":", stream, StringComparison.Ordinal);
        Assert.Contains("retry: 15000", stream, StringComparison.Ordinal);

        var page = await client.GetStringAsync("/viec-cua-toi");
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"_form\" value=\"([^\"]+)\"").Groups[1].Value;
        using var left = await client.PostAsync("/dang-xuat", Form(("_form", token)));
        using var after = await client.GetAsync("/viec-cua-toi/dem");
        Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => field.Value));
}

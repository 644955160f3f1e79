using System.Net;
using System.Text.RegularExpressions;
using Ntm.Host;
using Ntm.Identity;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Gateway.Tests;

/// <summary>Outside sample mode the portal leads whose role decides to the setting up of a second factor, and back.</summary>
public sealed partial class PortalSecondFactorTests : IAsyncLifetime
{
    private TestPlatform identity = null!;
    private PortalUnderTest portal = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await TestPlatform.StartAsync(
            TimeProvider.System.GetUtcNow(),
            new Dictionary<string, string?> { ["Authentication:MetadataAddress"] = "" },
            new IdentityModule()
        );
        await IdentityModule.LoadSampleProvinceAsync(identity.Services, CancellationToken.None);
        portal = await PortalUnderTest.StartAsync(identity.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await identity.DisposeAsync();
    }

    [Fact]
    public async Task It_leads_there_opens_nothing_else_and_leads_back_to_what_was_asked_for()
    {
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);
        var (address, page) = await SendAsync(
            browser,
            "/dang-nhap",
            ("userName", "lanhdao.tinh"),
            ("password", PlatformHost.SamplePassword),
            ("toi", "/ho-so?nam=2026")
        );
        Assert.Equal("/bao-mat?toi=%2Fho-so%3Fnam%3D2026", address);
        Assert.Contains("Bật xác thực hai lớp để dùng tiếp", page, StringComparison.Ordinal);
        using var elsewhere = await browser.GetAsync("/thong-bao");
        Assert.Equal("/bao-mat?toi=%2Fthong-bao", elsewhere.RequestMessage!.RequestUri!.PathAndQuery);

        (_, page) = await SendAsync(
            browser,
            "/bao-mat/bat",
            ("_form", FormOf(page)),
            ("toi", "/ho-so?nam=2026"),
            ("password", PlatformHost.SamplePassword)
        );
        Assert.Contains("name=\"toi\" value=\"/ho-so?nam=2026\"", page, StringComparison.Ordinal);
        var secret = Value(page, "secret");
        (_, page) = await SendAsync(
            browser,
            "/bao-mat/xac-nhan",
            ("_form", FormOf(page)),
            ("cho", Value(page, "cho")),
            ("toi", "/ho-so?nam=2026"),
            ("secret", secret),
            ("address", Value(page, "address")),
            ("code", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(identity.Clock.GetUtcNow().UtcDateTime))
        );

        Assert.Contains("href=\"/ho-so?nam=2026\"", page, StringComparison.Ordinal);
        using var open = await browser.GetAsync("/bao-mat");
        Assert.Contains("Nơi đang đăng nhập", WebUtility.HtmlDecode(await open.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private static async Task<(string Address, string Page)> SendAsync(
        HttpClient browser,
        string address,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.PostAsync(address, form);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {page}");
        return (answer.RequestMessage!.RequestUri!.PathAndQuery, page);
    }

    private static string FormOf(string page) => Value(page, "_form");

    private static string Value(string page, string name) =>
        Hidden().Matches(page).Last(match => match.Groups["name"].Value == name).Groups["value"].Value;

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}

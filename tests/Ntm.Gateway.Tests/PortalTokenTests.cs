using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ntm.LegalTime;

namespace Ntm.Gateway.Tests;

/// <summary>The access token of a portal's session is outdated and the session goes on: its person notices nothing.</summary>
public sealed partial class PortalTokenTests(WholePlatform platform) : IClassFixture<WholePlatform>
{
    private const string Password = "Dong-Lua-Chin-77";
    private const string Form = "/bao-mat/phien-khac";

    [Fact]
    public async Task A_form_sent_with_an_outdated_token_is_sent_once_more_with_the_next_one()
    {
        await using var portal = await PortalUnderTest.StartAsync(
            platform.Inside,
            ("Authentication:Issuer", "http://127.0.0.1:0"),
            ("Authentication:MetadataAddress", new Uri(platform.Inside, "/identity/.well-known/openid-configuration").ToString())
        );
        using var admin = await platform.SignedInAsync("quantri.tinh");
        var principal = await HireAsync(admin, "giao.viec");
        await HireAsync(admin, "nhan.viec");
        await LendAsync(admin, principal, "nhan.viec");
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);
        var credentials = new Dictionary<string, string> { ["userName"] = "nhan.viec", ["password"] = Password };
        using var signedIn = await browser.PostAsync("/dang-nhap", new FormUrlEncodedContent(credentials));
        var fields = Hidden()
            .Matches(await browser.GetStringAsync(Form))
            .DistinctBy(field => field.Groups["name"].Value)
            .ToDictionary(field => field.Groups["name"].Value, field => field.Groups["value"].Value);

        using var deactivated = await admin.PostAsync($"/identity/accounts/{principal}/deactivation", null);
        Assert.Equal(HttpStatusCode.OK, deactivated.StatusCode);
        using var sent = await browser.PostAsync(Form, new FormUrlEncodedContent(fields));

        Assert.Equal("/bao-mat?xong=phien-khac&so=0", sent.RequestMessage!.RequestUri!.PathAndQuery);
    }

    private async Task<Guid> HireAsync(HttpClient admin, string userName)
    {
        var account = new
        {
            userName,
            name = "Mẫu " + userName,
            homeUnitCode = "18133",
        };
        using var made = await admin.PostAsJsonAsync("/identity/accounts", account);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var given = body.GetProperty("password").GetString()!;
        using var person = await platform.SignedInAsync(userName, given);
        using var changed = await person.PostAsJsonAsync("/identity/me/password", new { currentPassword = given, newPassword = Password });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        return body.GetProperty("account").GetProperty("id").GetGuid();
    }

    private async Task LendAsync(HttpClient admin, Guid principal, string deputy)
    {
        var today = VietnamTime.DayOf(TimeProvider.System.GetUtcNow());
        var role = new
        {
            role = "leader",
            unitCode = "18133",
            validFrom = today,
        };
        using var granted = await admin.PostAsJsonAsync($"/identity/accounts/{principal}/grants", role);
        using var person = await platform.SignedInAsync("giao.viec", Password);
        var me = await person.GetFromJsonAsync<JsonElement>("/identity/me");
        var letter = new
        {
            grantId = me.GetProperty("grants")[0].GetProperty("grantId").GetGuid(),
            userName = deputy,
            documentNumber = "01/GUQ",
            documentDate = today,
            validFrom = today,
            validTo = today.AddDays(5),
        };
        using var lent = await person.PostAsJsonAsync("/identity/me/delegations", letter);
        Assert.Equal(HttpStatusCode.Created, lent.StatusCode);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"[ /]*>""")]
    private static partial Regex Hidden();
}

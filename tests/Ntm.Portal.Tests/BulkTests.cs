using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Much work at once: what became of each piece is said.</summary>
[Collection(nameof(OnePortal))]
public sealed class BulkTests(PortalFixture portal)
{
    private const string Officer = "canbo.xayenhoa";
    private const string Commune = "18682";

    [Fact]
    public async Task Ticked_work_is_claimed_and_handed_over_and_what_was_not_done_is_named_with_the_reason()
    {
        var id = await portal.DossierAsync(Commune, Officer);
        await ColleagueAsync("Mẫu Thị Nhài");
        await using var window = await portal.SignedInAsync(Officer, width: 390);
        await window.UntilAsync("/viec-cua-toi", "Yên Hòa");

        await TickAsync(window, id);
        await window.PressAsync("Nhận việc đã chọn");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đã nhận một việc, một việc chưa nhận được");
        await Assertions.Expect(window.Page.GetByText("Không tìm thấy hồ sơ").First).ToBeVisibleAsync();
        await window.MustBeUsableAsync();

        await window.GoAsync("/viec-cua-toi");
        await TickAsync(window, id);
        await window.PressAsync("Chuyển việc đã chọn");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Chuyển hai việc cho đồng nghiệp");
        await window.MustBeUsableAsync();
        await window.PickAsync("Mẫu Thị Nhài");
        await window.PressAsync("Chuyển việc");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Đã chuyển một việc, một việc chưa chuyển được");
        await window.UntilAsync("/viec-cua-toi?q=yen hoa", "Mẫu Thị Nhài");
        window.MustBeQuiet();
    }

    [Fact]
    public async Task Who_leads_the_unit_assigns_ticked_work_that_nobody_has_claimed_and_reads_what_became_of_each()
    {
        var id = await portal.DossierAsync(Commune, Officer, "xa-ntm-hien-dai");
        await ColleagueAsync("Mẫu Thị Lựu");
        await using var leader = await portal.SignedInAsync("chutich.xayenhoa", width: 390);
        await leader.UntilAsync("/viec-cua-toi?loc=don-vi", "Yên Hòa");
        await Assertions.Expect(leader.Page.Locator("nav[aria-label='Lọc việc'] a[aria-current=true]")).ToHaveTextAsync("Của đơn vị");
        await Assertions.Expect(leader.Page.GetByText("Nhận việc đã chọn")).ToHaveCountAsync(0);
        await leader.MustBeUsableAsync();

        await TickAsync(leader, id);
        await leader.PressAsync("Chuyển việc đã chọn");
        await leader.PickAsync("Mẫu Thị Lựu");
        await leader.PressAsync("Chuyển việc");

        await Assertions.Expect(leader.Heading).ToHaveTextAsync("Đã chuyển một việc, một việc chưa chuyển được");
        await Assertions.Expect(leader.Page.GetByText("Không tìm thấy hồ sơ").First).ToBeVisibleAsync();
        await leader.UntilAsync("/viec-cua-toi?loc=don-vi", "Mẫu Thị Lựu");
        leader.MustBeQuiet();
    }

    [Fact]
    public async Task Ticked_notices_are_read()
    {
        await portal.DossierAsync(Commune, Officer);
        await using var window = await portal.SignedInAsync(Officer, script: false);
        await window.UntilAsync("/thong-bao", "Việc mới");
        await window.Page.Locator("input[name=id][type=checkbox]").First.CheckAsync();
        await window.PressAsync("Đã đọc mục đã chọn");

        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã đánh dấu đã đọc 1 thông báo.");
    }

    /// <summary>Ticks a row of the dossier, and one of a dossier that there is not.</summary>
    private static async Task TickAsync(Window window, Guid id)
    {
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        await window.Page.Locator($"input[name=viec][value^='{id}']").First.CheckAsync();
        await window.Page.EvaluateAsync(
            "value => { const field = document.createElement('input'); field.type = 'hidden'; field.name = 'viec'; field.value = value;"
                + " document.querySelector('form[data-list]').append(field); }",
            $"{Guid.CreateVersion7()}|registration||Xã không có"
        );
    }

    /// <summary>A second officer of the commune, who has read the inbox.</summary>
    private async Task ColleagueAsync(string name)
    {
        const string Password = "Dong-Lua-Vang-2031";
        var userName = $"nhai.{Guid.CreateVersion7():N}"[..24];
        using var administrator = await portal.ApiAsync("quantri.tinh");
        var account = new
        {
            userName,
            name,
            homeUnitCode = Commune,
        };
        var made = await ReadAsync(await administrator.PostAsJsonAsync("/identity/accounts", account));
        var id = made.GetProperty("account").GetProperty("id").GetString();
        await ReadAsync(
            await administrator.PostAsJsonAsync($"/identity/accounts/{id}/grants", new { role = "officer", unitCode = Commune })
        );
        using var client = PatientClient.Of(portal.Address);
        var given = made.GetProperty("password").GetString();
        await SignInAsync(client, userName, given!);
        (
            await client.PostAsJsonAsync("/identity/me/password", new { currentPassword = given, newPassword = Password })
        ).EnsureSuccessStatusCode();
        await SignInAsync(client, userName, Password);
        (await client.GetAsync("/dossiers/inbox")).EnsureSuccessStatusCode();
    }

    private static async Task SignInAsync(HttpClient client, string userName, string password)
    {
        client.DefaultRequestHeaders.Authorization = null;
        var token = await ReadAsync(await client.PostAsJsonAsync("/identity/tokens", new { userName, password }));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body;
    }
}

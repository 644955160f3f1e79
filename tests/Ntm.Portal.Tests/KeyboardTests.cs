using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>Without a mouse, and without scripts.</summary>
[Collection(nameof(OnePortal))]
public sealed class KeyboardTests(PortalFixture portal)
{
    [Fact]
    public async Task Work_is_found_opened_and_claimed_with_the_keyboard_alone()
    {
        await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var window = await portal.SignedInAsync("canbo.xacamhung");
        await window.UntilAsync("/viec-cua-toi", "Cẩm Hưng");
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("cam hung");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**q=cam*");
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(window.Heading).ToContainTextAsync("Xã Cẩm Hưng");
        await window.Page.Locator(".acts summary").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Heading).ToHaveTextAsync("Nhận việc");
        await window.Page.Locator("form.card button").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã xong: nhận việc");
        window.MustBeQuiet();
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_bar()
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/ho-so");
        await window.Page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(window.Page.Locator(":focus")).ToHaveTextAsync("Đến nội dung");
        await window.Page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#noi-dung", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_figures_are_saved_and_what_is_wrong_stays_in_its_field()
    {
        var id = await portal.AssessableAsync("18682", "canbo.xayenhoa");
        await using var window = await portal.SignedInAsync("canbo.xayenhoa", width: 390, script: false);
        await window.GoAsync($"/ho-so/{id}/tu-danh-gia?xong=luu");
        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã lưu.");
        var numerator = window.Page.Locator("[id='2.1:numerator']");
        await numerator.FillAsync("chín mươi");
        await window.PressAsync("Lưu và xem kết quả");

        await Assertions.Expect(window.Page.Locator(".fault").First).ToContainTextAsync("chín mươi");
        await Assertions.Expect(window.Done).ToHaveTextAsync("");
        await Assertions.Expect(numerator).ToHaveValueAsync("chín mươi");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Chưa có gì được ghi");
        await numerator.FillAsync("1.200,5");
        await window.Page.Locator("[id='2.1:denominator']").FillAsync("1.201");
        await window.PressAsync("Lưu và xem kết quả");
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã lưu lúc");
        await Assertions.Expect(numerator).ToHaveValueAsync("1200,5");
    }
}

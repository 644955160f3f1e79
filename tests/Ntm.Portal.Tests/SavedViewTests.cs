using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>A filter that is used often has a name.</summary>
[Collection(nameof(OnePortal))]
public sealed class SavedViewTests(PortalFixture portal)
{
    [Fact]
    public async Task A_filter_is_saved_renamed_used_and_deleted_without_scripts()
    {
        await using var window = await portal.SignedInAsync("thamdinh.vpdp", width: 390, script: false);
        await window.GoAsync("/ho-so?q=c%E1%BA%A9m&nam=2026");

        await SaveAsync(window, "Cẩm 2026");
        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã lưu bộ lọc.");
        await SaveAsync(window, "Vùng Cẩm 2026");
        await Assertions.Expect(Chips(window)).ToHaveCountAsync(1);

        await window.GoAsync("/ho-so");
        await Chips(window).ClickAsync();
        await Assertions.Expect(window.Page.GetByLabel("Năm")).ToHaveValueAsync("2026");
        await Assertions.Expect(Chips(window)).ToHaveAttributeAsync("aria-current", "true");

        await window.Page.Locator(".saved summary").ClickAsync();
        await window.PressAsync("Xóa bộ lọc Vùng Cẩm 2026");
        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã xóa bộ lọc.");
        await Assertions.Expect(Chips(window)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_bar_of_filters_is_usable()
    {
        await using var window = await portal.SignedInAsync("thamdinh.vpdp", width: 390);
        await window.GoAsync("/ho-so?nam=2026");
        await window.Page.Locator(".saved summary").ClickAsync();

        await window.MustBeUsableAsync();
        window.MustBeQuiet();
    }

    private static ILocator Chips(Window window) => window.Page.Locator("nav[aria-label='Bộ lọc đã lưu'] a");

    private static async Task SaveAsync(Window window, string name)
    {
        await window.Page.Locator(".saved summary").ClickAsync();
        await window.FillAsync("Tên bộ lọc đang dùng", name);
        await window.PressAsync("Lưu bộ lọc");
    }
}

using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Where things lie on a phone and on a desk: nothing is hidden, and what there is to do comes first.</summary>
[Collection(nameof(OnePortal))]
public sealed class LayoutTests(PortalFixture portal)
{
    private const string Officer = "canbo.xacamhung";

    [Fact]
    public async Task On_a_phone_the_places_lie_at_the_bottom_and_hide_nothing()
    {
        await using var window = await portal.SignedInAsync(Officer, width: 390);
        await window.GoAsync("/ho-so");
        var places = await BoxAsync(window.Page.Locator(".bar nav"));
        await window.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        var foot = await BoxAsync(window.Page.Locator("footer p"));

        Assert.InRange(places.Y + places.Height, 899, 901);
        Assert.True(foot.Y + foot.Height <= places.Y, $"the foot ends at {foot.Y + foot.Height}, the places begin at {places.Y}");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(window.Page.Locator(".bar nav")).ToBeHiddenAsync();
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await window.Page.SetViewportSizeAsync(1280, 900);
        Assert.InRange((await BoxAsync(window.Page.Locator(".bar nav"))).Y, -1000, 64);
    }

    [Fact]
    public async Task What_is_to_be_done_lies_above_the_path_on_a_phone_and_no_step_is_cut_off_on_a_desk()
    {
        var id = await portal.DossierAsync("18736", Officer);
        await using var window = await portal.SignedInAsync(Officer, width: 390);
        await window.GoAsync($"/ho-so/{id}");
        var (acts, path) = (await BoxAsync(window.Page.Locator("#viec")), await BoxAsync(window.Page.Locator("#duong-di")));
        Assert.True(acts.Y < path.Y, $"acts at {acts.Y}, path at {path.Y}");

        await window.Page.SetViewportSizeAsync(1280, 900);
        var cut = await window
            .Page.Locator(".draw li")
            .EvaluateAllAsync<string[]>("steps => steps.filter(step => step.scrollHeight > step.clientHeight).map(step => step.innerText)");
        Assert.Empty(cut);
        Assert.NotEmpty(await window.Page.Locator(".draw li").AllAsync());
    }

    [Fact]
    public async Task A_field_for_a_file_speaks_the_language_of_the_page()
    {
        await using var window = await portal.SignedInAsync("canbo.vpdp");
        await window.GoAsync("/quan-tri/bo-tieu-chi/moi");
        var form = window.Page.Locator("main form");
        await Assertions.Expect(form.Locator("output")).ToHaveTextAsync("Chưa chọn tệp");
        await form.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Tiêu chí.csv",
                    MimeType = "text/csv",
                    Buffer = [],
                }
            );

        await Assertions.Expect(form.Locator("output")).ToHaveTextAsync("Tiêu chí.csv");
        await window.MustBeUsableAsync();
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator place) =>
        await place.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not shown.");
}

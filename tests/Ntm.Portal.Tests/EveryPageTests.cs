using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>Every page in two widths and both themes: usable, within its budget, without complaint. With <c>NTM_PICTURES</c> each is
/// pictured into that folder.</summary>
[Collection(nameof(OnePortal))]
public sealed class EveryPageTests(PortalFixture portal)
{
    private const int MostBytes = 60 * 1024;

    /// <summary>The page, its stylesheet, its script and its icon, for light or dark.</summary>
    private const int MostRequests = 5;

    /// <summary>Cumulative layout shift that a person does not notice.</summary>
    private const double MostShift = 0.02;

    /// <summary>Who opens what; <c>{id}</c> is the dossier of xã Cẩm Hưng.</summary>
    public static readonly TheoryData<string, string> Pages = new()
    {
        { "", "/dang-nhap" },
        { "", "/cong-khai" },
        { "canbo.xacamhung", "/viec-cua-toi" },
        { "canbo.xacamhung", "/thong-bao?loc=tat-ca" },
        { "canbo.xacamhung", "/ho-so" },
        { "canbo.xacamhung", "/ho-so?q=khong-co-xa-nay" },
        { "canbo.xacamhung", "/ho-so/mo" },
        { "canbo.xacamhung", "/ho-so/{id}" },
        { "canbo.xacamhung", "/ho-so/{id}/tu-danh-gia" },
        { "lanhdao.tinh", "/ho-so/{id}/da-dien-ra" },
        { "canbo.xacamhung", "/mat-khau" },
        { "canbo.xacamhung", "/bao-mat" },
        { "canbo.xacamhung", "/khong-co-trang-nay" },
        { "chutich.xacamhung", "/ho-so/{id}/lam/WithdrawDossier" },
        { "mttq.tinh", "/lay-y-kien" },
        { "thamdinh.vpdp", "/viec-cua-toi" },
        { "lanhdao.tinh", "/ho-so/{id}" },
        { "quantri.tinh", "/quan-tri/tai-khoan" },
        { "quantri.tinh", "/quan-tri/tai-khoan/moi" },
        { "quantri.tinh", "/quan-tri/don-vi" },
        { "quantri.tinh", "/quan-tri/van-hanh" },
    };

    /// <summary>One window a width: the phone's page is judged in the light, the desk's in the dark, and neither moves while it loads.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_usable_light_and_quiet(string user, string address)
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        var place = address.Replace("{id}", $"{id}", StringComparison.Ordinal);
        await using var window = user.Length == 0 ? await portal.OpenAsync(390) : await portal.SignedInAsync(user, 390);
        var (bytes, requests) = (0, 0);
        window.Page.Response += async (_, answer) =>
        {
            Interlocked.Increment(ref requests);
            var sizes = await answer.Request.SizesAsync();
            Interlocked.Add(ref bytes, sizes.ResponseBodySize);
        };
        foreach (var (width, dark) in new[] { (390, false), (1280, true) })
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            await LightAsync(window, dark);
            await window.GoAsync(place);
            await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            await Assertions.Expect(window.Heading).ToHaveCountAsync(1);
            await window.MustBeUsableAsync();
            Assert.InRange(await window.ShiftAsync(), 0, MostShift);
            await PictureAsync(window, user, address, width, dark);
            await LightAsync(window, !dark);
            await PictureAsync(window, user, address, width, !dark);
        }

        // Both widths together.
        Assert.InRange(bytes, 1, 2 * MostBytes);
        Assert.InRange(requests, 2, 2 * MostRequests);
        window.MustBeQuiet();
    }

    private static Task LightAsync(Window window, bool dark) =>
        window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });

    private static async Task PictureAsync(Window window, string user, string address, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("NTM_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }

        var name = string.Join('-', $"{user}{address}".Split(['/', '?', '=', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries));
        await window.Page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}{(dark ? "-dark" : "")}.png"), FullPage = true }
        );
    }
}

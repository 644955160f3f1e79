using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>Every page in two widths and both themes: usable, within its budget, without complaint. With <c>NTM_PICTURES</c> each is
/// pictured into that folder.</summary>
[Collection(nameof(OnePortal))]
public sealed class EveryPageTests(PortalFixture portal)
{
    private const int MostBytes = 60 * 1024;

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

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_usable_light_and_quiet(string user, string address)
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        var place = address.Replace("{id}", $"{id}", StringComparison.Ordinal);
        foreach (var (width, dark) in new[] { (390, false), (390, true), (1280, false), (1280, true) })
        {
            await using var window = user.Length == 0 ? await portal.OpenAsync(width, dark) : await portal.SignedInAsync(user, width, dark);
            var bytes = 0;
            window.Page.Response += async (_, answer) =>
            {
                var sizes = await answer.Request.SizesAsync();
                Interlocked.Add(ref bytes, sizes.ResponseBodySize);
            };
            await window.GoAsync(place);
            await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            await Assertions.Expect(window.Heading).ToHaveCountAsync(1);
            await window.MustBeUsableAsync();
            window.MustBeQuiet();
            Assert.InRange(bytes, 1, MostBytes);
            await PictureAsync(window, user, address, width, dark);
        }
    }

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

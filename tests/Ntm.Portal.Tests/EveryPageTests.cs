using System.Collections.Concurrent;
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
        { "", "/cong-khai?q=khong-co-xa-nay&nam=hai" },
        { "", "/cong-khai/niem-yet/{id}" },
        { "canbo.xacamhung", "/viec-cua-toi" },
        { "canbo.xacamhung", "/viec-cua-toi/da-xu-ly" },
        { "canbo.xacamhung", "/viec-cua-toi/da-xu-ly?q=khong-co" },
        { "canbo.xacamhung", "/thong-bao?loc=tat-ca" },
        { "canbo.xacamhung", "/ho-so" },
        { "canbo.xacamhung", "/ho-so?q=khong-co-xa-nay" },
        { "canbo.xacamhung", "/ho-so/mo" },
        { "canbo.xacamhung", "/ho-so/{id}" },
        { "canbo.xacamhung", "/ho-so/{id}/tu-danh-gia" },
        { "lanhdao.tinh", "/ho-so/{id}/da-dien-ra" },
        { "lanhdao.tinh", "/ho-so/{id}/kiem-tra" },
        { "canbo.xacamhung", "/ho-so/{id}/giay-tiep-nhan/khong-co" },
        { "canbo.xacamhung", "/mat-khau" },
        { "canbo.xacamhung", "/bao-mat" },
        { "canbo.xacamhung", "/bao-mat/phien-khac" },
        { "canbo.xacamhung", "/bao-mat/lien-ket" },
        { "", "/dang-nhap/ngoai/ve" },
        { "canbo.xacamhung", "/khong-co-trang-nay" },
        { "canbo.xacamhung", "/ho-so/{id}/lam/AskOpinion" },
        { "chutich.xacamhung", "/ho-so/{id}/lam/WithdrawDossier" },
        { "chutich.xacamhung", "/viec-cua-toi?loc=don-vi" },
        { "mttq.tinh", "/lay-y-kien" },
        { "thamdinh.vpdp", "/viec-cua-toi" },
        { "lanhdao.tinh", "/ho-so/{id}" },
        { "quantri.tinh", "/quan-tri/tai-khoan" },
        { "quantri.tinh", "/quan-tri/tai-khoan/moi" },
        { "quantri.tinh", "/quan-tri/chua-co-nguoi" },
        { "quantri.tinh", "/quan-tri/don-vi" },
        { "quantri.tinh", "/quan-tri/van-hanh" },
        { "quantri.tinh", "/quan-tri/tinh-trang" },
        { "quantri.tinh", "/quan-tri/tich-hop" },
        { "quantri.tinh", "/quan-tri/tich-hop/moi" },
        { "quantri.tinh", "/quan-tri/don-vi/18736" },
        { "quantri.tinh", "/quan-tri/don-vi/18736/lam/ket-thuc" },
        { "quantri.tinh", "/quan-tri/don-vi/nhap?q=cam&chon=18748" },
        { "quantri.tinh", "/quan-tri/don-vi/nhap/moi?chon=18748&chon=18685" },
        { "quantri.tinh", "/quan-tri/don-vi/18736/tach" },
        { "lanhdao.tinh", "/quan-tri/hoi-dong" },
        { "canbo.vpdp", "/quan-tri/hoi-dong/moi" },
        { "lanhdao.tinh", "/quan-tri/bo-tieu-chi" },
        { "lanhdao.tinh", "/quan-tri/bo-tieu-chi/MAU_XA_NTM_2026" },
        { "canbo.vpdp", "/quan-tri/bo-tieu-chi/moi" },
        { "lanhdao.tinh", "/quan-tri/cho-hieu-luc" },
        { "lanhdao.tinh", "/quan-tri/nguong" },
        { "canbo.vpdp", "/quan-tri/nguong/ghi" },
        { "lanhdao.tinh", "/quan-tri/nhom-xa" },
        { "lanhdao.tinh", "/quan-tri/quy-trinh" },
        { "canbo.vpdp", "/quan-tri/quy-trinh/moi" },
        { "lanhdao.tinh", "/quan-tri/danh-hieu?ma=18736" },
        { "canbo.xacamhung", "/quan-tri/quy-dinh-lay-y-kien" },
        { "canbo.xacamhung", "/quan-tri/lich-lam-viec?nam=2025" },
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
        var answers = new ConcurrentQueue<IRequest>();
        window.Page.RequestFinished += (_, request) => answers.Enqueue(request);
        foreach (var (width, dark) in new[] { (390, false), (1280, true) })
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            await LightAsync(window, dark);
            await window.GoAsync(place);

            await Assertions.Expect(window.Heading).ToHaveCountAsync(1);
            await window.MustBeUsableAsync();
            Assert.InRange(await window.ShiftAsync(), 0, MostShift);
            await window.PictureAsync(NameOf(user, address, width, dark));
            await LightAsync(window, !dark);
            await window.PictureAsync(NameOf(user, address, width, !dark));
        }

        // Both widths together; what counts open work answers for as long as the page is open.
        var sizes = await Task.WhenAll(answers.Where(one => one.ResourceType != "eventsource").Select(one => one.SizesAsync()));
        Assert.InRange(sizes.Sum(size => size.ResponseBodySize), 1, 2 * MostBytes);
        Assert.InRange(sizes.Length, 2, 2 * MostRequests);
        window.MustBeQuiet();
    }

    private static Task LightAsync(Window window, bool dark) =>
        window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });

    private static string NameOf(string user, string address, int width, bool dark) =>
        string.Join('-', $"{user}{address}".Split(['/', '?', '=', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries))
        + $"-{width}{(dark ? "-dark" : "")}";
}

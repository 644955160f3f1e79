using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>A commune is recognised today, and everybody does their part in a browser.</summary>
[Collection(nameof(OnePortal))]
public sealed class WholePathTests(PortalFixture portal)
{
    private static readonly string Today = Show.Input(PortalFixture.Today);

    [Fact]
    public async Task From_opening_to_announcement_everybody_finishes_their_part_in_the_browser()
    {
        await using var officer = await portal.SignedInAsync("canbo.xahuongson");
        var dossier = await OpenAsync(officer);
        await RegisterAsync(officer, dossier);
        await AssessAsync(officer, dossier);
        await PrepareAsync(officer, dossier);

        await using var leader = await portal.SignedInAsync("chutich.xahuongson", width: 390);
        await UploadAsync(leader, dossier, "Tờ trình");
        await ActAsync(leader, "Nộp hồ sơ");
        await Assertions.Expect(leader.Page.GetByText("Giấy tiếp nhận").First).ToBeVisibleAsync();

        await AppraiseAsync(dossier);
        await AskResidentsAsync(dossier);
        await VoteAsync(dossier);

        await using var province = await portal.SignedInAsync("lanhdao.tinh");
        await province.GoAsync(dossier);
        await UploadAsync(province, dossier, "Quyết định");
        await ActAsync(
            province,
            "Ghi quyết định",
            async () =>
            {
                await province.PickAsync("Công nhận");
                await province.FillAsync("Số quyết định", $"MẪU-04/{PortalFixture.Today.Year}");
                await province.FillAsync("Ngày ký", Today);
            }
        );
        await ActAsync(
            province,
            "Công bố kết quả",
            async () =>
            {
                await province.FillAsync("Ngày công bố", Today);
                await province.FillAsync("Nơi công bố", "Cổng thông tin điện tử tỉnh");
            },
            "Ghi việc công bố"
        );

        await Assertions.Expect(province.Heading).ToHaveTextAsync("Xã Hương Sơn: đã công nhận");
        await using var resident = await portal.OpenAsync(width: 390);
        await resident.GoAsync("/cong-khai?q=huong son");
        await Assertions.Expect(resident.Page.GetByText("Quyết định MẪU-04")).ToBeVisibleAsync();
        province.MustBeQuiet();
        officer.MustBeQuiet();
        leader.MustBeQuiet();
    }

    private static async Task<string> OpenAsync(Window officer)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                // Until the dossier service knows which units there are.
                await officer.GoAsync("/ho-so/mo");
                await officer.PickAsync("Đạt chuẩn nông thôn mới");
                await officer.PickAsync("Xét công nhận");
                await officer.PressAsync("Mở hồ sơ");
                await officer.Page.WaitForLoadStateAsync();
                return !officer.Page.Url.EndsWith("/mo", StringComparison.Ordinal);
            },
            "the dossier can be opened"
        );
        await Assertions.Expect(officer.Done).ToHaveTextAsync("Đã mở hồ sơ.");
        return new Uri(officer.Page.Url).AbsolutePath;
    }

    private static async Task RegisterAsync(Window officer, string dossier)
    {
        await officer.GoAsync("/viec-cua-toi");
        await officer.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Xã Hương Sơn" }).First.ClickAsync();
        await UploadAsync(officer, dossier, "đăng ký");
        await ActAsync(officer, "Hoàn thành: ", button: "Hoàn thành bước này");
    }

    private static async Task AssessAsync(Window officer, string dossier)
    {
        await officer.UntilAsync(dossier + "/tu-danh-gia", "Lưu và xem kết quả");
        foreach (var yes in await officer.Page.Locator("input[type=radio][value=co]").AllAsync())
        {
            await yes.CheckAsync();
        }

        foreach (var field in await officer.Page.Locator("input[inputmode=decimal]").AllAsync())
        {
            var name = (await field.GetAttributeAsync("name"))!;
            await field.FillAsync(
                name.EndsWith(":denominator", StringComparison.Ordinal) ? "100"
                : name is "5.6:numerator" or "6.1:numerator" ? "3"
                : name.EndsWith(":number", StringComparison.Ordinal) ? "9"
                : "99"
            );
        }

        await officer.PressAsync("Lưu và xem kết quả");
        await Assertions.Expect(officer.Done).ToHaveTextAsync("Đã lưu.");
        await Assertions.Expect(officer.Heading).ToContainTextAsync("đạt đủ");
        await officer.PressAsync("Xem lại và nộp");
        await officer.PressAsync("Nộp tự đánh giá");
        await Assertions.Expect(officer.Done).ToContainTextAsync("đạt mọi tiêu chí");
    }

    private static async Task PrepareAsync(Window officer, string dossier)
    {
        await officer.UntilAsync(dossier, "Báo cáo kết quả");
        await UploadAsync(officer, dossier, "Báo cáo kết quả");
        await UploadAsync(officer, dossier, "minh họa", FileKind.Pdf);
        await ActAsync(officer, "Hoàn thành: ", button: "Hoàn thành bước này");
        await ActAsync(
            officer,
            "Niêm yết công khai",
            async () =>
            {
                await officer.FillAsync("Ngày niêm yết", Today);
                await officer.FillAsync("Nơi niêm yết", "Trụ sở UBND xã\nNhà văn hóa thôn");
            },
            "Ghi việc niêm yết"
        );
        await ActAsync(
            officer,
            "Ghi một lần phát thanh",
            async () =>
            {
                await officer.FillAsync("Lúc", Today + "T00:00");
                await officer.FillAsync("Nơi phát", "Loa truyền thanh xã");
            },
            "Ghi lần phát"
        );
        await UploadAsync(officer, dossier, "tổng hợp");
        await ActAsync(officer, "Hoàn thành: ", button: "Hoàn thành bước này");
        await UploadAsync(officer, dossier, "Biên bản");
        await ActAsync(
            officer,
            "Ghi kết quả họp đề nghị",
            async () =>
            {
                await officer.FillAsync("Ngày họp", Today);
                await officer.FillAsync("Số người được mời", "62");
                await officer.FillAsync("Số người có mặt", "58");
                await officer.FillAsync("Số người tán thành", "56");
                await officer.FillAsync("Số người không tán thành", "2");
                await officer.FillAsync("Số biên bản", "01/BB-UBND");
            },
            "Ghi kết quả họp"
        );
    }

    private async Task AppraiseAsync(string dossier)
    {
        await using var appraiser = await portal.SignedInAsync("thamdinh.vpdp");
        await appraiser.GoAsync(dossier);
        await UploadAsync(appraiser, dossier, "Báo cáo thẩm");
        await appraiser.PressAsync("Ghi kết luận từng mục");
        await appraiser.PickAsync("Mọi mục còn trống: đạt");
        await appraiser.PressAsync("Ghi kết luận từng mục");
        await Assertions.Expect(appraiser.Done).ToHaveTextAsync("Đã ghi kết luận từng mục.");
        await ActAsync(appraiser, "Kết luận", () => appraiser.PickAsync("Đồng ý, chuyển bước sau"), "Ghi kết luận");
        appraiser.MustBeQuiet();
    }

    private async Task AskResidentsAsync(string dossier)
    {
        await using var front = await portal.SignedInAsync("mttq.tinh", width: 390);
        await front.UntilAsync("/lay-y-kien", "Xã Hương Sơn");
        await front.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Xã Hương Sơn" }).ClickAsync();
        while (await front.Page.Locator("li", new PageLocatorOptions { HasText = "chưa có phiếu" }).CountAsync() > 0)
        {
            await front
                .Page.Locator("li", new PageLocatorOptions { HasText = "chưa có phiếu" })
                .First.GetByRole(AriaRole.Link)
                .ClickAsync();
            foreach (
                var (label, number) in new[]
                {
                    ("Tổng số hộ", "110"),
                    ("Phiếu phát ra", "104"),
                    ("Phiếu thu về", "102"),
                    ("Hợp lệ", "100"),
                    ("Không hợp lệ", "2"),
                }
            )
            {
                await front.FillAsync(label, number);
            }

            foreach (var field in await front.Page.Locator("input[name^='s:']").AllAsync())
            {
                await field.FillAsync("94");
            }

            foreach (var field in await front.Page.Locator("input[name^='n:']").AllAsync())
            {
                await field.FillAsync("6");
            }

            await Assertions.Expect(front.Page.Locator(".check.bad")).ToHaveCountAsync(0);
            await front.PressAsync("Ghi phiếu của thôn");
            await Assertions.Expect(front.Done).ToHaveTextAsync("Đã ghi phiếu của thôn.");
        }

        await front.PressAsync("Chốt đợt lấy ý kiến");
        await front.FillAsync("Số biên bản", "01/BB-MTTQ");
        await front.FillAsync("Ngày biên bản", Today);
        await front.FillAsync("Người ký", "Mẫu Văn Minh, Chủ tịch Ủy ban MTTQ");
        await front.PressAsync("Chốt và công khai kết quả");
        await Assertions.Expect(front.Page.GetByText("94 %").First).ToBeVisibleAsync();
        front.MustBeQuiet();
    }

    private async Task VoteAsync(string dossier)
    {
        await using var secretary = await portal.SignedInAsync("hoidong2.tinh");
        await secretary.UntilAsync(dossier, "Triệu tập phiên họp");
        await ActAsync(
            secretary,
            "Triệu tập phiên họp",
            async () =>
            {
                await secretary.FillAsync("Ngày họp", Today);
                await secretary.PickAsync("Bỏ phiếu kín trên hệ thống");
            },
            "Triệu tập"
        );
        await ActAsync(
            secretary,
            "Điểm danh",
            async () =>
            {
                foreach (var member in await secretary.Page.Locator("input[name=present]").AllAsync())
                {
                    await member.CheckAsync();
                }
            },
            "Ghi người có mặt"
        );
        for (var number = 1; number <= 7; number++)
        {
            await using var member = await portal.SignedInAsync($"hoidong{number}.tinh", width: 390);
            await member.GoAsync(dossier);
            await ActAsync(member, "Biểu quyết", () => member.PickAsync("Đồng ý"), "Bỏ phiếu");
        }

        await using var counter = await portal.SignedInAsync("hoidong3.tinh");
        await counter.GoAsync(dossier);
        await ActAsync(counter, "Kiểm phiếu", button: "Ghi kết quả kiểm phiếu");
        await UploadAsync(secretary, dossier, "Biên bản");
        await using var chair = await portal.SignedInAsync("hoidong1.tinh");
        await chair.GoAsync(dossier);
        await ActAsync(
            chair,
            "Chốt phiên họp",
            async () =>
            {
                await chair.FillAsync("Số biên bản", "01/BB-HĐTĐ");
                await chair.FillAsync("Ngày biên bản", Today);
            }
        );
    }

    /// <summary>From the panel of acts through the act's form back to the dossier.</summary>
    private static async Task ActAsync(Window window, string act, Func<Task>? fill = null, string? button = null)
    {
        await window.Page.Locator(".acts a").Filter(new LocatorFilterOptions { HasText = act }).First.ClickAsync();
        await window.Page.Locator("form.card button.main, form.card button.grave").WaitForAsync();
        await (fill?.Invoke() ?? Task.CompletedTask);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button ?? act, Exact = true }).ClickAsync();
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã xong");
    }

    private static async Task UploadAsync(Window window, string dossier, string document, FileKind kind = FileKind.Pdf)
    {
        await window.GoAsync(dossier);
        var form = window
            .Page.Locator(".document")
            .Filter(new LocatorFilterOptions { HasText = document })
            .Filter(new LocatorFilterOptions { Has = window.Page.Locator("form[data-upload]") })
            .First;
        await form.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Văn bản mẫu.pdf",
                    MimeType = "application/pdf",
                    Buffer = SampleFiles.Of(kind),
                }
            );
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Tải lên" }).ClickAsync();
        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã tải tệp lên.");
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>A commune is recognised today, and everybody does their part in a browser.</summary>
[Collection(nameof(OnePortal))]
public sealed class WholePathTests(PortalFixture portal)
{
    private static readonly string Today = Show.Day(PortalFixture.Today);

    [Fact]
    public async Task From_opening_to_announcement_everybody_finishes_their_part_in_the_browser()
    {
        await using var officer = await portal.SignedInAsync("canbo.xahuongson");
        var dossier = await OpenAsync(officer);
        await RegisterAsync(officer, dossier);
        await AssessAsync(officer, dossier);
        await PrepareAsync(officer, dossier);
        await CommentAsync(officer, dossier);
        await MeetAsync(officer, dossier);

        await using var leader = await portal.SignedInAsync("chutich.xahuongson", width: 390);
        await leader.UploadAsync(dossier, "Tờ trình");
        await leader.GuidePictureAsync("lanh-dao-xa");
        await leader.ActAsync("Nộp hồ sơ");
        await Assertions.Expect(leader.Page.GetByText("Giấy tiếp nhận").First).ToBeVisibleAsync();

        await AppraiseAsync(dossier);
        await AskResidentsAsync(dossier);
        await VoteAsync(dossier);

        await using var province = await portal.SignedInAsync("lanhdao.tinh");
        await province.GoAsync(dossier);
        await province.UploadAsync(dossier, "Quyết định");
        await province.GuidePictureAsync("lanh-dao-tinh");
        await province.ActAsync(
            "Ghi quyết định",
            async () =>
            {
                await province.PickAsync("Công nhận");
                await province.FillAsync("Số quyết định", $"MẪU-04/{PortalFixture.Today.Year}");
                await province.FillAsync("Ngày ký", Today);
            }
        );
        await province.ActAsync(
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
        await resident.GuidePictureAsync("nguoi-dan");
        await province.GoAsync(dossier + "/kiem-tra");
        await Assertions.Expect(province.Page.Locator("#ket-qua")).ToContainTextAsync("Nhật ký còn nguyên.");
        await province.GuidePictureAsync("kiem-tra");
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
        await officer.GuidePictureAsync("viec-cua-toi");
        await officer.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Xã Hương Sơn" }).First.ClickAsync();
        await officer.UploadAsync(dossier, "đăng ký");
        await officer.ActAsync("Hoàn thành: ", button: "Hoàn thành bước này");
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
        await Assertions.Expect(officer.Done).ToHaveTextAsync(new Regex(@"^Đã lưu lúc \d\d:\d\d\.$"));
        await officer.GuidePictureAsync("can-bo-xa");
        await Assertions.Expect(officer.Heading).ToContainTextAsync("đạt đủ");
        await officer.PressAsync("Xem lại và nộp");
        await officer.PressAsync("Nộp tự đánh giá");
        await Assertions.Expect(officer.Done).ToContainTextAsync("đạt mọi tiêu chí");
    }

    private static async Task PrepareAsync(Window officer, string dossier)
    {
        await officer.UntilAsync(dossier, "Báo cáo kết quả");
        await officer.UploadAsync(dossier, "Báo cáo kết quả");
        await officer.UploadAsync(dossier, "minh họa", FileKind.Pdf);
        await officer.ActAsync("Hoàn thành: ", button: "Hoàn thành bước này");
        await officer.ActAsync(
            "Niêm yết công khai",
            async () =>
            {
                await officer.FillAsync("Ngày niêm yết", Today);
                await officer.FillAsync("Nơi niêm yết", "Trụ sở UBND xã\nNhà văn hóa thôn");
            },
            "Ghi việc niêm yết"
        );
        await officer.ActAsync(
            "Ghi một lần phát thanh",
            async () =>
            {
                await officer.FillAsync("Ngày phát", Today);
                await officer.FillAsync("Giờ phát", "0:00");
                await officer.FillAsync("Nơi phát", "Loa truyền thanh xã");
            },
            "Ghi lần phát"
        );
    }

    /// <summary>A resident without an account comments on the posted report; the commune answers in public.</summary>
    private async Task CommentAsync(Window officer, string dossier)
    {
        await using var resident = await portal.OpenAsync(width: 390);
        await resident.GoAsync("/cong-khai?q=huong son");
        await resident.PressAsync("Xem và góp ý");
        await resident.FillAsync("Ý kiến của bạn", "Cầu thôn 3 chưa có lan can.");
        await resident.FillAsync("Họ tên (không bắt buộc)", "Trần Thị Bưởi");
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await resident.Page.RunAndWaitForResponseAsync(
                    () => resident.PressAsync("Gửi ý kiến"),
                    one => one.Request.Method == "POST"
                );
                if (answer.Status == 400)
                {
                    // Sooner than anybody could have read the page.
                    await Assertions.Expect(resident.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("vẫn còn");
                    await Assertions
                        .Expect(resident.Page.GetByLabel("Ý kiến của bạn", new PageGetByLabelOptions { Exact = true }))
                        .ToHaveValueAsync("Cầu thôn 3 chưa có lan can.");
                }

                return answer.Status == 303;
            },
            "the comment is sent"
        );
        await Assertions.Expect(resident.Done).ToContainTextAsync("Đã gửi ý kiến");
        await resident.MustBeUsableAsync();

        await officer.GoAsync(dossier);
        await Assertions.Expect(officer.Page.GetByText("Trần Thị Bưởi").First).ToBeVisibleAsync();
        await officer.ActAsync(
            "Trả lời ý kiến",
            async () =>
            {
                await officer.FillAsync("Trả lời", "Xã lắp lan can trong tháng này.");
                await officer.PickAsync("Đăng ý kiến cùng câu trả lời lên trang công khai, tên viết tắt");
            },
            "Ghi trả lời"
        );
        await resident.Page.ReloadAsync();
        await Assertions.Expect(resident.Page.GetByText("T. T. B.")).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.GetByText("Xã lắp lan can trong tháng này.")).ToBeVisibleAsync();
        Assert.DoesNotContain("Bưởi", await resident.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task MeetAsync(Window officer, string dossier)
    {
        await officer.UploadAsync(dossier, "tổng hợp");
        await officer.ActAsync("Hoàn thành: ", button: "Hoàn thành bước này");
        await officer.UploadAsync(dossier, "Biên bản");
        await officer.ActAsync(
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
        await appraiser.UploadAsync(dossier, "Báo cáo thẩm");
        await appraiser.PressAsync("Ghi kết luận từng mục");
        await appraiser.GuidePictureAsync("tham-dinh");
        await appraiser.PickAsync("Mọi mục còn trống: đạt");
        await appraiser.PressAsync("Ghi kết luận từng mục");
        await Assertions.Expect(appraiser.Done).ToHaveTextAsync("Đã ghi kết luận từng mục.");
        await appraiser.ActAsync("Kết luận", () => appraiser.PickAsync("Đồng ý, chuyển bước sau"), "Ghi kết luận");
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
            await front.GuidePictureAsync("mat-tran");
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
        await secretary.ActAsync(
            "Triệu tập phiên họp",
            async () =>
            {
                // Where the province has set up another council as well, one is to be chosen.
                foreach (var sample in await secretary.Page.GetByRole(AriaRole.Radio, new() { Name = "MẪU-02/2026" }).AllAsync())
                {
                    await sample.CheckAsync();
                }

                await secretary.FillAsync("Ngày họp", Today);
                await secretary.PickAsync("Bỏ phiếu kín trên hệ thống");
            },
            "Triệu tập"
        );
        await secretary.ActAsync(
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
            await member.ActAsync("Biểu quyết", () => BallotAsync(member), "Bỏ phiếu");
        }

        await using var counter = await portal.SignedInAsync("hoidong3.tinh");
        await counter.GoAsync(dossier);
        await counter.ActAsync("Kiểm phiếu", button: "Ghi kết quả kiểm phiếu");
        await secretary.UploadAsync(dossier, "Biên bản");
        await using var chair = await portal.SignedInAsync("hoidong1.tinh");
        await chair.GoAsync(dossier);
        await chair.ActAsync(
            "Chốt phiên họp",
            async () =>
            {
                await chair.FillAsync("Số biên bản", "01/BB-HĐTĐ");
                await chair.FillAsync("Ngày biên bản", Today);
            }
        );
    }

    private static async Task BallotAsync(Window member)
    {
        await member.PickAsync("Đồng ý");
        await member.GuidePictureAsync("hoi-dong");
    }
}

using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>A page says what is needed next, of whom, and what came of an act; and nothing that was typed goes without a word.</summary>
[Collection(nameof(OnePortal))]
public sealed class NextStepTests(PortalFixture portal)
{
    private static readonly string Today = Show.Day(PortalFixture.Today);

    [Fact]
    public async Task From_the_notice_to_a_return_everybody_reads_what_is_next_and_what_came_of_it()
    {
        using var road = await CommuneRoad.OpenAsync(portal, "18685");
        await road.ToNoticeAsync();
        await using var officer = await portal.SignedInAsync(road.Officer, width: 390);
        await PostAsync(officer, road);
        await MeetAsync(officer, road);

        await using var leader = await portal.SignedInAsync(road.Leader, width: 390);
        await SubmitAsync(officer, leader, road);
        await ReturnAsync(road);

        await leader.UntilAsync("/thong-bao", "Trả lại 2 nội dung: tiêu chí 2; tiêu chí 8");
        await leader.GoAsync(road.Page);
        await Assertions.Expect(leader.Page.Locator(".acts")).ToContainTextAsync("Đang chờ: ");
        await MendAsync(officer, road);
        officer.MustBeQuiet();
        leader.MustBeQuiet();
    }

    /// <summary>All that the notice needs is listed before it begins; what was recorded by mistake is taken out.</summary>
    private static async Task PostAsync(Window officer, CommuneRoad road)
    {
        await officer.GoAsync(road.Page);
        var needed = officer.Page.Locator(".acts .todo");
        await Assertions.Expect(needed).ToContainTextAsync("niêm yết");
        await Assertions.Expect(needed).ToContainTextAsync("cần ít nhất 1 lần");
        await Assertions.Expect(needed).ToContainTextAsync("Báo cáo tổng hợp ý kiến");
        await Assertions.Expect(officer.Page.Locator(".acts .main")).ToHaveTextAsync("Niêm yết công khai");
        await officer.ActAsync(
            "Niêm yết công khai",
            async () =>
            {
                await officer.FillAsync("Ngày niêm yết", Today);
                await officer.FillAsync("Nơi niêm yết", "Trụ sở UBND xã");
            },
            "Ghi việc niêm yết"
        );
        await Assertions.Expect(officer.Done).ToContainTextAsync("đến khi xã hoàn thành bước này");
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("đến hết");
        await Assertions.Expect(officer.Page.Locator(".acts .main")).ToHaveTextAsync("Ghi một lần phát thanh");

        await road.CommentAsync("Ông Nguyễn Văn Mẫu chưa đồng ý.");
        await officer.GoAsync(road.Page);
        await officer.Page.Locator(".acts summary").ClickAsync();
        await officer.ActAsync("Bỏ một ý kiến đã ghi nhầm", () => officer.PickAsync("1. Ông Nguyễn Văn Mẫu chưa đồng ý."), "Bỏ ý kiến");
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("Nguyễn Văn Mẫu");
        await road.EndNoticeAsync();
    }

    /// <summary>Too few votes are doubted before they are recorded, and no success afterwards.</summary>
    private static async Task MeetAsync(Window officer, CommuneRoad road)
    {
        await road.MinutesAsync();
        await officer.GoAsync(road.Page);
        await officer.Page.Locator(".acts a").Filter(new LocatorFilterOptions { HasText = "Ghi kết quả họp đề nghị" }).ClickAsync();
        foreach (
            var (label, text) in new[]
            {
                ("Ngày họp", Today),
                ("Số người được mời", "50"),
                ("Số người có mặt", "45"),
                ("Số người tán thành", "30"),
                ("Số người không tán thành", "15"),
                ("Số biên bản", "01/BB-UBND"),
            }
        )
        {
            await officer.FillAsync(label, text);
        }

        await officer.PressAsync("Ghi kết quả họp");
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("30/45 người có mặt tán thành, cần 41");
        await Assertions
            .Expect(officer.Page.GetByLabel("Số người tán thành", new PageGetByLabelOptions { Exact = true }))
            .ToHaveValueAsync("30");
        await officer.MustBeUsableAsync();
        Assert.Equal(0, (await road.ReadAsync()).GetProperty("meetings").GetArrayLength());

        await officer.PickAsync("Số liệu đúng như vậy, ghi kết quả này");
        await officer.PressAsync("Ghi kết quả họp");
        await Assertions.Expect(officer.Done).ToContainTextAsync("30/45 tán thành, cần 41, thiếu 11. Xã họp lại");
        await Assertions.Expect(officer.Page.Locator(".receipt.warns")).ToHaveCountAsync(1);
        await road.MeetAsync();
    }

    /// <summary>What goes where is said before the submission, and whose turn it is before and after it.</summary>
    private static async Task SubmitAsync(Window officer, Window leader, CommuneRoad road)
    {
        await officer.GoAsync(road.Page);
        await Assertions.Expect(officer.Page.Locator(".acts")).ToContainTextAsync("Đang chờ: lãnh đạo UBND xã (trình hồ sơ lên tỉnh)");
        await Assertions.Expect(officer.Page.GetByText("chờ lãnh đạo UBND xã tải lên")).ToBeVisibleAsync();
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("Bạn còn phải tải lên");

        await leader.GoAsync(road.Page);
        await Assertions.Expect(leader.Page.Locator("main")).ToContainTextAsync("Bạn còn phải tải lên 1 tài liệu bắt buộc");
        await leader.UploadAsync(road.Page, "Tờ trình");
        var document = leader.Page.Locator(".document", new PageLocatorOptions { HasText = "Tờ trình" });
        await Assertions.Expect(document.Locator("[data-done]")).ToHaveTextAsync("Đã tải tệp lên.");
        await document.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Việc tiếp theo: Nộp hồ sơ" }).ClickAsync();
        var summary = leader.Page.Locator("section", new PageLocatorOptions { HasText = "Nơi nhận: UBND tỉnh" });
        foreach (
            var text in new[]
            {
                "đạt đủ 10 tiêu chí",
                "44/45 người có mặt tán thành",
                "Văn bản mẫu.pdf",
                "Văn phòng Điều phối nông thôn mới tỉnh, 15 ngày làm việc",
                "Mặt trận Tổ quốc tỉnh",
            }
        )
        {
            await Assertions.Expect(summary).ToContainTextAsync(text);
        }

        await leader.MustBeUsableAsync();
        await leader.PressAsync("Nộp hồ sơ");
        await Assertions.Expect(leader.Done).ToContainTextAsync("Đã nộp hồ sơ, giấy tiếp nhận");
        await Assertions.Expect(leader.Done).ToContainTextAsync("Văn phòng Điều phối nông thôn mới tỉnh (thẩm tra, thẩm định cấp tỉnh)");
        await Assertions
            .Expect(leader.Page.Locator(".acts"))
            .ToContainTextAsync("Mặt trận Tổ quốc tỉnh (lấy ý kiến hài lòng của người dân)");
        await leader.Page.ReloadAsync();
        await Assertions.Expect(leader.Done).ToHaveTextAsync("");
        await officer.GoAsync("/lay-y-kien");
        await Assertions.Expect(officer.Heading).ToContainTextAsync("Một đợt lấy ý kiến đang mở");
        await Assertions.Expect(officer.Page.Locator(".note")).ToContainTextAsync("kết quả hiện ở đây sau khi chốt");
    }

    /// <summary>A reason without a verdict is not dropped, and the return names what goes back.</summary>
    private async Task ReturnAsync(CommuneRoad road)
    {
        await using (var plain = await portal.SignedInAsync("thamdinh.vpdp", script: false))
        {
            await plain.GoAsync(road.Page);
            await Assertions.Expect(plain.Page.Locator(".acts .main")).ToHaveTextAsync("Ghi kết luận từng mục: đạt hoặc trả lại");
            await plain.PressAsync("Ghi kết luận từng mục");
            await plain.Page.Locator("[id='r-criterion/8']").FillAsync("Chưa có biên bản nghiệm thu.");
            await plain.Page.Locator("[id='tra-lai-criterion/2']").CheckAsync();
            await plain.Page.Locator("[id='r-criterion/2']").FillAsync("Thiếu số liệu đường thôn.");
            await plain.PressAsync("Ghi kết luận từng mục");
            await Assertions
                .Expect(plain.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("Tiêu chí 8 có lý do nhưng chưa chọn “Trả lại”");
            await Assertions.Expect(plain.Page.Locator("[id='r-criterion/8']")).ToHaveValueAsync("Chưa có biên bản nghiệm thu.");
            await Assertions.Expect(plain.Page.Locator("[id='tra-lai-criterion/2']")).ToBeCheckedAsync();
        }

        await using var appraiser = await portal.SignedInAsync("thamdinh.vpdp");
        await appraiser.GoAsync($"{road.Page}/ket-luan/province-appraisal");
        await appraiser.Page.Locator("html[data-ready]").WaitForAsync();
        await appraiser.Page.Locator("[id='r-criterion/2']").FillAsync("Thiếu số liệu đường thôn.");
        await appraiser.Page.Locator("[id='r-criterion/8']").FillAsync("Chưa có biên bản nghiệm thu.");
        await Assertions.Expect(appraiser.Page.Locator("[id='tra-lai-criterion/8']")).ToBeCheckedAsync();
        await appraiser.PressAsync("Ghi kết luận từng mục");
        await Assertions.Expect(appraiser.Done).ToHaveTextAsync("Đã ghi kết luận từng mục.");
        await appraiser.Page.Locator(".acts .main").ClickAsync();
        await Assertions.Expect(appraiser.Page.Locator(".then")).ToContainTextAsync("Trả lại: tiêu chí 2, 8 về xã");
        await appraiser.PickAsync("Trả lại để hoàn thiện");
        await appraiser.PressAsync("Ghi kết luận");
        await Assertions.Expect(appraiser.Done).ToContainTextAsync("Đã trả lại cho xã: tiêu chí 2, 8");
        appraiser.MustBeQuiet();
    }

    /// <summary>What was returned is named in the heading, comes first, and alone is in the way.</summary>
    private static async Task MendAsync(Window officer, CommuneRoad road)
    {
        await officer.UntilAsync(road.Page + "/tu-danh-gia", "Lưu và xem kết quả");
        await Assertions.Expect(officer.Heading).ToHaveTextAsync("Hai tiêu chí bị trả lại: 2, 8");
        await Assertions.Expect(officer.Page.Locator("section[id^=tieu-chi-]").First).ToHaveIdAsync("tieu-chi-2");
        await Assertions.Expect(officer.Page.Locator("details.rest section[id^=tieu-chi-]")).ToHaveCountAsync(8);
        await Assertions.Expect(officer.Page.Locator(".tocs li.open")).ToHaveCountAsync(2);
        Assert.Equal(0, await officer.Page.Locator(".tocs ol").EvaluateAsync<int>("list => list.scrollHeight - list.clientHeight"));
        await officer.MustBeUsableAsync();
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Playwright;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>What is kept for a province: units, councils and rules, each entered by a document after its consequence was read.</summary>
[Collection(nameof(OnePortal))]
public sealed class RegisterTests(PortalFixture portal)
{
    private const string Head = "code,text_vi,type,op,threshold,unit,note,mark\n";
    private static readonly string Today = Input(PortalFixture.Today);

    [Fact]
    public async Task Units_merge_only_after_a_preview_that_says_what_follows()
    {
        var day = PortalFixture.Today.AddDays(40);
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/don-vi?ma=42");
        await administrator.PressAsync("Nhập đơn vị bên dưới");
        await administrator.FillAsync("Tên hoặc mã đơn vị", "cam xuyen");
        await administrator.PressAsync("Tìm");
        await administrator.PickAsync("Xã Cẩm Xuyên (18673)");
        await administrator.FillAsync("Tên hoặc mã đơn vị", "Cẩm Duệ");
        await administrator.PressAsync("Tìm");
        await administrator.PickAsync("Xã Cẩm Duệ (18739)");
        await administrator.PressAsync("Tiếp tục: đơn vị mới");
        await administrator.FillAsync("Mã của đơn vị mới", "123");
        await administrator.FillAsync("Tên của đơn vị mới", "Xã Xuyên Duệ");
        await administrator.FillAsync("Ngày đầu tiên của đơn vị mới", Input(day));
        await administrator.FillAsync("Số văn bản", "MẪU-09/2026");
        await administrator.FillAsync("Ngày văn bản", Today);
        await administrator.PressAsync("Xem trước");
        await Assertions.Expect(administrator.Page.Locator("#w-target\\.code")).ToContainTextAsync("5 chữ số");
        await Assertions.Expect(administrator.Page.GetByLabel("Tên của đơn vị mới")).ToHaveValueAsync("Xã Xuyên Duệ");

        await administrator.FillAsync("Mã của đơn vị mới", "18739");
        await administrator.PressAsync("Xem trước");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync("Nhập hai đơn vị: xem trước");
        await Assertions.Expect(administrator.Page.Locator("section", Text("Kết thúc")).First).ToContainTextAsync("Xã Cẩm Xuyên (18673)");
        await Assertions.Expect(administrator.Page.Locator("section.slip")).ToContainTextAsync("Xã Xuyên Duệ (18739)");
        await administrator.MustBeUsableAsync();
        using var api = await portal.ApiAsync("quantri.tinh");
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/identity/units/18673?on={Input(day)}")).StatusCode);

        await administrator.PressAsync("Xác nhận và ghi");
        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã ghi việc nhập đơn vị.");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync($"Xã Cẩm Duệ, từ ngày {Shown(day)} là Xã Xuyên Duệ");
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/identity/units/18673?on={Input(day)}")).StatusCode);
        administrator.MustBeQuiet();
    }

    [Fact]
    public async Task A_split_is_previewed_and_can_be_changed_without_typing_it_again()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh", script: false);
        await administrator.GoAsync("/quan-tri/don-vi/18736");
        await administrator.PressAsync("Tách đơn vị");
        await administrator.FillAsync("Ngày đầu tiên của các đơn vị mới", Input(PortalFixture.Today.AddDays(40)));
        await administrator.FillAsync("Số văn bản", "MẪU-10/2026");
        await administrator.FillAsync("Ngày văn bản", Today);
        foreach (var (place, code, name) in new[] { (1, "18736", "Xã Hưng Đông"), (2, "18737", "Xã Hưng Tây") })
        {
            await administrator.FillAsync($"Đơn vị mới {place}: mã", code);
            await administrator.FillAsync($"Đơn vị mới {place}: tên", name);
        }

        foreach (var (at, select) in (await administrator.Page.Locator("main select").AllAsync()).Index())
        {
            await select.SelectOptionAsync($"{at % 2}");
        }

        await administrator.PressAsync("Xem trước");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync("Tách xã Cẩm Hưng: xem trước");
        await Assertions.Expect(administrator.Page.Locator("section.slip")).ToContainTextAsync("Xã Hưng Tây (18737)");
        await administrator.PressAsync("Sửa lại");
        await Assertions.Expect(administrator.Page.GetByLabel("Đơn vị mới 2: tên")).ToHaveValueAsync("Xã Hưng Tây");
        await Assertions.Expect(administrator.Page.Locator("main select").Nth(1)).ToHaveValueAsync("1");
    }

    [Fact]
    public async Task A_council_is_set_up_by_an_officer_and_put_into_force_by_a_leader()
    {
        await using var officer = await portal.SignedInAsync("canbo.vpdp");
        await officer.GoAsync("/quan-tri/hoi-dong");
        await officer.PressAsync("Lập Hội đồng");
        await officer.FillAsync("Số quyết định", "MẪU-11/2026");
        await officer.FillAsync("Ngày quyết định", Today);
        await officer.FillAsync("Có hiệu lực từ ngày", Today);
        await SeatAsync(officer, "Mẫu Văn Quân", "Chair");
        await SeatAsync(officer, "Mẫu Thị Quỳnh", "Member");
        await officer.PressAsync("Chuẩn bị quyết định");
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Thư ký");
        await Assertions.Expect(officer.Page.Locator("fieldset", Text("Mẫu Văn Quân")).Locator("select")).ToHaveValueAsync("Chair");

        await SeatAsync(officer, "Mẫu Thị Quỳnh", "Secretary");
        await officer.PressAsync("Chuẩn bị quyết định");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("Thành viên Mẫu Thị Quỳnh");
        await using var leader = await DecideAsync(officer);
        await leader.MustBeUsableAsync();
        leader.MustBeQuiet();
    }

    [Fact]
    public async Task A_criteria_set_shows_all_its_faults_and_is_published_by_somebody_else()
    {
        await using var author = await portal.SignedInAsync("canbo.vpdp");
        await author.GoAsync("/quan-tri/bo-tieu-chi");
        await author.PressAsync("Lập bộ tiêu chí từ tệp");
        await NameAsync(author, "HT_VUON_MAU_2099", "vuon-mau", "Bộ tiêu chí vườn mẫu của tỉnh");
        await ChooseAsync(author, Head + "1.1,Có quy hoạch,boolish,=,Đạt,,,\n1.2,Thu nhập,percent,>=,tám,%,,");
        await author.PressAsync("Nạp và xem trước");
        await Assertions.Expect(author.Heading).ToContainTextAsync("ô sai trong bộ HT_VUON_MAU_2099");
        await Assertions.Expect(author.Page.GetByText("dòng 2, cột type").First).ToBeVisibleAsync();
        await Assertions.Expect(author.Page.GetByText("dòng 3, cột threshold").First).ToBeVisibleAsync();

        await author.PressAsync("Nạp lại tệp");
        await ChooseAsync(author, Head + "1,Vườn,name,,,,,\n1.1,Có quy hoạch,boolean,=,Đạt,,,");
        await author.PressAsync("Nạp và xem trước");
        await Assertions.Expect(author.Heading).ToHaveTextAsync("Bộ HT_VUON_MAU_2099 đọc được hết, chờ công bố");
        await Assertions.Expect(author.Page.GetByText("phải là lãnh đạo tỉnh khác với người lập")).ToBeVisibleAsync();
        await author.PressAsync("Đề nghị công bố");
        await Assertions.Expect(author.Page.Locator(".then")).ToContainTextAsync("Người lập: Mẫu Văn Chi");
        await author.PressAsync("Đề nghị công bố");
        await using var leader = await DecideAsync(author);
        await leader.GoAsync("/quan-tri/bo-tieu-chi/HT_VUON_MAU_2099");
        await Assertions.Expect(leader.Heading).ToHaveTextAsync("Bộ tiêu chí vườn mẫu của tỉnh, đã công bố");
        leader.MustBeQuiet();
    }

    [Fact]
    public async Task A_draft_of_a_criteria_set_is_deleted_by_its_office_once_the_consequence_was_read()
    {
        const string Place = "/quan-tri/bo-tieu-chi/HT_KDC_MAU_2099";
        await using var author = await portal.SignedInAsync("canbo.vpdp", script: false);
        await author.GoAsync("/quan-tri/bo-tieu-chi/moi");
        await NameAsync(author, "HT_KDC_MAU_2099", "kdc-kieu-mau", "Bộ tiêu chí khu dân cư mẫu của tỉnh");
        await ChooseAsync(author, Head + "1,Khu dân cư,name,,,,,\n1.1,Có quy hoạch,boolean,=,Đạt,,,");
        await author.PressAsync("Nạp và xem trước");
        await Assertions.Expect(author.Heading).ToHaveTextAsync("Bộ HT_KDC_MAU_2099 đọc được hết, chờ công bố");

        await using var leader = await portal.SignedInAsync("lanhdao.tinh");
        await leader.GoAsync(Place);
        await Assertions.Expect(leader.Page.GetByText("Đề nghị công bố", new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(leader.Page.GetByText("Xóa bản dự thảo")).ToHaveCountAsync(0);

        await author.PressAsync("Xóa bản dự thảo");
        await Assertions.Expect(author.Heading).ToHaveTextAsync("Xóa bản dự thảo HT_KDC_MAU_2099");
        await Assertions.Expect(author.Page.Locator(".then")).ToContainTextAsync("mất hẳn");
        await author.PressAsync("Quay lại");
        await Assertions.Expect(author.Heading).ToHaveTextAsync("Bộ HT_KDC_MAU_2099 đọc được hết, chờ công bố");
        await author.PressAsync("Xóa bản dự thảo");
        await author.PressAsync("Xóa bản dự thảo");

        await Assertions.Expect(author.Done).ToHaveTextAsync("Đã xóa bản dự thảo.");
        await Assertions.Expect(author.Page.Locator("main")).Not.ToContainTextAsync("HT_KDC_MAU_2099");
        Assert.Equal(404, (await leader.GoAsync(Place)).Status);
    }

    [Fact]
    public async Task The_example_of_a_table_can_be_loaded_as_it_is()
    {
        await using var author = await portal.SignedInAsync("canbo.vpdp");
        await author.GoAsync("/quan-tri/bo-tieu-chi/moi");
        var link = author.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Tải tệp mẫu" });
        var example = await author.Page.Context.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
        Assert.True(example.Ok);
        await NameAsync(author, "HT_KDC_2099", "kdc-kieu-mau", "Bộ tiêu chí khu dân cư của tỉnh");
        await ChooseAsync(author, await example.TextAsync());
        await author.PressAsync("Nạp và xem trước");

        await Assertions.Expect(author.Heading).ToHaveTextAsync("Bộ HT_KDC_2099 đọc được hết, chờ công bố");
        author.MustBeQuiet();
    }

    [Fact]
    public async Task An_officer_prepares_what_the_province_decided_by_document()
    {
        await using var officer = await portal.SignedInAsync("canbo.vpdp");
        await officer.GoAsync("/quan-tri/nhom-xa");
        await officer.PressAsync("Ghi nhóm của xã");
        await officer.Page.GetByLabel("Xã", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("18748");
        await officer.PickAsync("Nhóm 2");
        await DocumentAsync(officer, "MẪU-13/2026", "2099-01-01");
        await officer.PressAsync("Chuẩn bị");
        await using (await DecideAsync(officer))
        {
            await officer.GoAsync("/quan-tri/nhom-xa");
            await Assertions.Expect(officer.Page.GetByText("Nhóm 2", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        }

        await officer.GoAsync("/quan-tri/quy-trinh/moi");
        await DocumentAsync(officer, "MẪU-14/2026", "1/1/2099");
        await officer.FillAsync("Thành viên Hội đồng phải có mặt", "hai phần ba");
        await officer.FillAsync("Phiếu đồng ý Hội đồng cần", "90/100");
        await officer.FillAsync("Tán thành cuộc họp của xã cần", "90/100");
        await officer.FillAsync("Số lần phát thanh", "5");
        await officer.FillAsync("Thời gian công khai lấy ý kiến", "15");
        await officer.Page.GetByLabel("Thời gian công khai lấy ý kiến, tính theo").SelectOptionAsync("Calendar");
        await officer.PressAsync("Chuẩn bị quy trình");
        await Assertions.Expect(officer.Page.Locator(".fault")).ToContainTextAsync("Ghi phân số");
        await Assertions.Expect(officer.Page.GetByLabel("Thành viên Hội đồng phải có mặt")).ToHaveValueAsync("hai phần ba");
        await officer.FillAsync("Thành viên Hội đồng phải có mặt", "2/3");
        await officer.PressAsync("Chuẩn bị quy trình");
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("15 ngày");

        await officer.GoAsync("/quan-tri/danh-hieu/ghi");
        await officer.FillAsync("Mã xã", "18745");
        await officer.PickAsync("Đạt chuẩn nông thôn mới");
        await officer.FillAsync("Tính từ ngày", "30/13/2021");
        await officer.FillAsync("Số văn bản", "MẪU-15/2021");
        await officer.FillAsync("Ngày văn bản", "30/12/2021");
        await officer.PressAsync("Chuẩn bị");
        await Assertions.Expect(officer.Page.Locator(".fault")).ToContainTextAsync("“30/13/2021” chưa đọc được");
        await Assertions.Expect(officer.Page.GetByLabel("Tính từ ngày")).ToHaveValueAsync("30/13/2021");
        await officer.FillAsync("Tính từ ngày", "30/12/2021");
        await officer.PressAsync("Chuẩn bị");
        await using var leader = await DecideAsync(officer);
        await leader.GoAsync("/quan-tri/danh-hieu?ma=18748");
        await Assertions.Expect(leader.Page.Locator("main")).ToContainTextAsync("MẪU-15/2021");
        officer.MustBeQuiet();
    }

    [Fact]
    public async Task Rules_the_calendar_and_the_state_of_the_platform_are_read_in_words()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/lich-lam-viec?nam=2025");
        await Assertions.Expect(administrator.Heading).ToContainTextAsync("Năm 2025 có");
        await Assertions.Expect(administrator.Page.GetByText("Thứ Ba, 02/09/2025")).ToBeVisibleAsync();
        await Assertions.Expect(administrator.Page.Locator("main")).ToContainTextAsync("Bộ luật Lao động 2019, Điều 112");
        await administrator.GoAsync("/quan-tri/quy-dinh-lay-y-kien");
        await Assertions.Expect(administrator.Page.Locator("main")).ToContainTextAsync("Tỷ lệ hài lòng chung");
        await administrator.GoAsync("/quan-tri/nguong");
        await Assertions.Expect(administrator.Page.Locator("main")).ToContainTextAsync("MẪU-01/2026");
        await administrator.GoAsync("/quan-tri/tinh-trang");
        await Assertions.Expect(administrator.Page.Locator("main li .tag")).ToHaveCountAsync(5);
        await Assertions
            .Expect(administrator.Page.GetByText("không trả lời", new PageGetByTextOptions { Exact = true }))
            .ToHaveCountAsync(0);
        administrator.MustBeQuiet();
    }

    /// <summary>Attaches the document to what was just prepared; a leader of the province puts it into force.</summary>
    private async Task<Window> DecideAsync(Window officer)
    {
        await Assertions.Expect(officer.Done).ToContainTextAsync("Đã chuẩn bị.");
        await officer
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "van-ban.pdf",
                    MimeType = "application/pdf",
                    Buffer = SampleFiles.Pdf(),
                }
            );
        await Assertions.Expect(officer.Done).ToContainTextAsync("Đã đính kèm văn bản");
        var leader = await portal.SignedInAsync("lanhdao.tinh");
        await leader.GoAsync(new Uri(officer.Page.Url).AbsolutePath);
        await leader.PressAsync("Đưa vào hiệu lực");
        await Assertions.Expect(leader.Done).ToHaveTextAsync("Đã đưa vào hiệu lực.");
        return leader;
    }

    private static PageLocatorOptions Text(string text) => new() { HasText = text };

    /// <summary>All of a new criteria set but its file.</summary>
    private static async Task NameAsync(Window author, string code, string title, string name)
    {
        await author.FillAsync("Mã bộ tiêu chí", code);
        await author.Page.GetByLabel("Danh hiệu", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync(title);
        await author.FillAsync("Tên bộ tiêu chí", name);
        await author.FillAsync("Số văn bản của tỉnh", "MẪU-12/2026");
        await author.FillAsync("Ngày văn bản", Shown(PortalFixture.Today));
        await author.FillAsync("Có hiệu lực từ ngày", "01/01/2099");
    }

    private static async Task SeatAsync(Window window, string person, string role)
    {
        var seat = window.Page.Locator("fieldset", Text(person));
        await seat.Locator("select").SelectOptionAsync(role);
        await seat.GetByLabel("Chức vụ").FillAsync("Ủy viên");
        await seat.GetByLabel("Cơ quan").FillAsync("UBND tỉnh");
    }

    private static async Task DocumentAsync(Window window, string number, string from)
    {
        await window.FillAsync("Số văn bản", number);
        await window.FillAsync("Ngày văn bản", Today);
        await window.FillAsync("Có hiệu lực từ ngày", from);
    }

    private static Task ChooseAsync(Window window, string csv) =>
        window
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "tieu-chi.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );

    private static string Input(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Shown(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

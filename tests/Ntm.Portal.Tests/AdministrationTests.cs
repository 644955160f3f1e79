using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>An administrator's work: accounts with their roles, units on a day, events that failed.</summary>
[Collection(nameof(OnePortal))]
public sealed class AdministrationTests(PortalFixture portal)
{
    [Fact]
    public async Task A_new_person_gets_an_account_a_role_and_loses_them_again()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/tai-khoan");
        await administrator.PressAsync("Tạo tài khoản");
        var user = $"can.bo.{Guid.CreateVersion7():N}"[..20];
        await administrator.FillAsync("Họ và tên", "Mẫu Văn Thử");
        await administrator.FillAsync("Tên đăng nhập", user);
        await administrator.PressAsync("Tạo tài khoản");
        var password = await administrator.Page.Locator("#mat-khau").InnerTextAsync();
        Assert.True(password.Length >= 12);

        await administrator.PressAsync("Gắn vai trò cho người này");
        await administrator.PressAsync("Gắn vai trò");
        await administrator.PickAsync("Kiểm tra, giám sát");
        await administrator.PressAsync("Gắn vai trò");
        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã ghi thay đổi của tài khoản.");
        await Assertions
            .Expect(administrator.Page.GetByText("Kiểm tra, giám sát", new PageGetByTextOptions { Exact = true }))
            .ToBeVisibleAsync();
        await Assertions.Expect(administrator.Page.GetByText("đơn vị quản lý Tỉnh Hà Tĩnh")).ToBeVisibleAsync();

        await administrator.GuidePictureAsync("quan-tri");
        await administrator.PressAsync("Ngừng tài khoản");
        await administrator.PressAsync("Ngừng tài khoản");
        await Assertions.Expect(administrator.Page.Locator(".tag", new PageLocatorOptions { HasText = "đã ngừng" })).ToBeVisibleAsync();
        await using var window = await portal.OpenAsync();
        await window.GoAsync("/dang-nhap");
        await window.FillAsync("Tên đăng nhập", user);
        await window.FillAsync("Mật khẩu", password);
        await window.PressAsync("Đăng nhập");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ngừng hoạt động");
        administrator.MustBeQuiet();
    }

    [Fact]
    public async Task The_last_who_can_do_open_work_is_said_before_and_the_work_is_listed_after()
    {
        await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/chua-co-nguoi");
        await Assertions.Expect(administrator.Page.GetByText("18736")).ToHaveCountAsync(0);
        await administrator.GoAsync("/quan-tri/tai-khoan?don-vi=18736");
        await administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "canbo.xacamhung" }).ClickAsync();
        await administrator.PressAsync("Ngừng tài khoản");

        await Assertions.Expect(administrator.Page.Locator("div.note")).ToContainTextAsync("Không còn ai khác làm được");
        await Assertions.Expect(administrator.Page.Locator("div.note")).ToContainTextAsync("Cán bộ");
        await administrator.PressAsync("Ngừng tài khoản");
        await administrator.GoAsync("/quan-tri/chua-co-nguoi");
        await Assertions.Expect(administrator.Page.GetByText("18736").First).ToBeVisibleAsync();

        // The other tests need the officer.
        await administrator.GoAsync("/quan-tri/tai-khoan?don-vi=18736");
        await administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "canbo.xacamhung" }).ClickAsync();
        await administrator.PressAsync("Mở lại tài khoản");
        await administrator.PressAsync("Mở lại tài khoản");
        await Assertions.Expect(administrator.Page.Locator(".tag", new PageLocatorOptions { HasText = "đang dùng" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_role_that_is_refused_stays_in_the_form_with_the_reason()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/tai-khoan");
        await administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "canbo.vpdp" }).ClickAsync();
        await administrator.PressAsync("Gắn vai trò");
        await administrator.PickAsync("Thẩm định");
        await administrator.PressAsync("Gắn vai trò");

        await Assertions.Expect(administrator.Page.Locator(".fault, .problem").First).ToContainTextAsync("sở, ngành");
        await Assertions.Expect(administrator.Page.GetByLabel("Thẩm định", new PageGetByLabelOptions { Exact = true })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Units_are_shown_as_they_were_on_a_day()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/don-vi?ma=439&ngay=2025-06-30");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync("Huyện Hương Sơn, ngày 30/06/2025");
        await Assertions
            .Expect(administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Xã Sơn Bằng" }))
            .ToBeVisibleAsync();
        await administrator.FillAsync("Ngày", "31/6/2025");
        await administrator.PressAsync("Xem ngày này");
        await Assertions.Expect(administrator.Page.Locator(".fault")).ToContainTextAsync("“31/6/2025” chưa đọc được");
        await Assertions.Expect(administrator.Page.GetByLabel("Ngày")).ToHaveValueAsync("31/6/2025");
        await administrator.FillAsync("Ngày", "1/7/2025");
        await administrator.PressAsync("Xem ngày này");
        await Assertions.Expect(administrator.Page.GetByLabel("Ngày")).ToHaveValueAsync("01/07/2025");
        await Assertions
            .Expect(administrator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Xã Sơn Bằng" }))
            .ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_for_administrators_is_refused_to_others_in_words()
    {
        await using var officer = await portal.SignedInAsync("canbo.vpdp");
        await officer.GoAsync("/viec-cua-toi");
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Quản trị" })).ToHaveCountAsync(0);
        string[] closed =
        [
            "/quan-tri",
            "/quan-tri/tai-khoan/moi",
            "/quan-tri/van-hanh",
            "/quan-tri/tinh-trang",
            "/quan-tri/tich-hop",
            "/quan-tri/tich-hop/moi",
            "/quan-tri/don-vi/nhap",
            "/quan-tri/don-vi/18736/tach",
            "/quan-tri/don-vi/18736/lam/doi-ten",
        ];
        foreach (var address in closed)
        {
            var answer = await officer.GoAsync(address);
            Assert.Equal((address, 403), (address, answer.Status));
        }

        await using var leader = await portal.SignedInAsync("lanhdao.tinh");
        string[] prepared =
        [
            "/quan-tri/hoi-dong/moi",
            "/quan-tri/quy-trinh/moi",
            "/quan-tri/nhom-xa/ghi",
            "/quan-tri/nguong/ghi",
            "/quan-tri/danh-hieu/ghi",
        ];
        foreach (var address in prepared)
        {
            var answer = await leader.GoAsync(address);
            Assert.Equal((address, 403), (address, answer.Status));
        }
    }

    [Fact]
    public async Task Reconciliation_is_asked_for_and_shown()
    {
        await using var administrator = await portal.SignedInAsync("quantri.tinh");
        await administrator.GoAsync("/quan-tri/van-hanh");
        await Assertions.Expect(administrator.Heading).ToHaveTextAsync("Mọi sự kiện đã được xử lý");
        await administrator.PressAsync("Đối soát bây giờ");
        await Assertions.Expect(administrator.Done).ToHaveTextAsync("Đã đối soát.");
        administrator.MustBeQuiet();
    }
}

using Microsoft.Playwright;
using Ntm.Host;
using OtpNet;

namespace Ntm.Portal.Tests;

/// <summary>A code beside the password, from the picture that is scanned to the next sign-in.</summary>
[Collection(nameof(OnePortal))]
public sealed class SecondFactorTests(PortalFixture portal)
{
    private const string User = "kiemtoan.tinh";

    [Fact]
    public async Task It_is_turned_on_asked_for_and_turned_off()
    {
        await using var window = await portal.SignedInAsync(User, width: 390);
        await window.GoAsync("/bao-mat");
        await window.FillAsync("Mật khẩu", PlatformHost.SamplePassword);
        await window.PressAsync("Bắt đầu");
        await window.MustBeUsableAsync();
        var secret = await window.Page.Locator("#ma-bi-mat").InnerTextAsync();
        await window.FillAsync("Mã sáu số", "12");
        await window.PressAsync("Bật xác thực hai lớp");
        await Assertions.Expect(window.Page.Locator(".fault")).ToContainTextAsync("Mã không đúng");
        await window.FillAsync("Mã sáu số", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp());
        await window.PressAsync("Bật xác thực hai lớp");
        await Assertions.Expect(window.Page.Locator(".codes li")).ToHaveCountAsync(10);
        var recovery = await window.Page.Locator(".codes li").AllInnerTextsAsync();

        await using var later = await portal.OpenAsync();
        await later.GoAsync("/dang-nhap");
        await later.FillAsync("Tên đăng nhập", User);
        await later.FillAsync("Mật khẩu", PlatformHost.SamplePassword);
        await later.PressAsync("Đăng nhập");
        await Assertions.Expect(later.Heading).ToHaveTextAsync("Nhập mã xác thực");
        Assert.DoesNotContain(PlatformHost.SamplePassword, await later.Page.ContentAsync(), StringComparison.Ordinal);
        await later.FillAsync("Mã", "000000");
        await later.PressAsync("Tiếp tục");
        await Assertions.Expect(later.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mã không đúng");
        await later.FillAsync("Mã", recovery[0]);
        await later.PressAsync("Tiếp tục");
        await Assertions.Expect(later.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/viec-cua-toi$"));

        await later.GoAsync("/bao-mat");
        await later.FillAsync("Mật khẩu", PlatformHost.SamplePassword);
        await later.FillAsync("Mã trên điện thoại, hoặc một mã dự phòng", recovery[1]);
        await later.PressAsync("Tắt xác thực hai lớp");
        await Assertions.Expect(later.Done).ToHaveTextAsync("Đã tắt xác thực hai lớp.");
        await Assertions.Expect(later.Heading).ToHaveTextAsync("Xác thực hai lớp chưa bật");
    }
}

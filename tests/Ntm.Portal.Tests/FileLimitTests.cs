using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>A file that is not taken is refused in words, before it is sent where scripts run, and keeps nobody waiting.</summary>
[Collection(nameof(OnePortal))]
public sealed partial class FileLimitTests(PortalFixture portal)
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData(26)]
    [InlineData(40)]
    public async Task A_file_over_the_limit_is_answered_in_words_whatever_its_size(int mebibytes)
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
        var person = new Dictionary<string, string> { ["userName"] = "canbo.xacamhung", ["password"] = PlatformHost.SamplePassword };
        using var signedIn = await client.PostAsync("/dang-nhap", new FormUrlEncodedContent(person));
        var token = FormToken().Match(await client.GetStringAsync($"/ho-so/{id}")).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "_form" },
            { new ByteArrayContent(SampleFiles.Pdf(mebibytes * Mebibyte)), "file", "Đăng ký.pdf" },
        };

        using var answer = await client.PostAsync($"/ho-so/{id}/tep/registration/registration", form);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("nhận đến 25 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_taken_is_not_sent_and_another_choice_takes_its_place()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("canbo.xacamhung");
        await window.GoAsync($"/ho-so/{id}");
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        var (form, sent) = (window.Page.Locator("form[data-upload]").First, 0);
        await window.Page.RouteAsync(
            "**/tep/**",
            route =>
            {
                sent++;
                return route.AbortAsync("connectionreset");
            }
        );

        await form.EvaluateAsync("form => form.dataset.most = '200000'");
        await ChooseAsync(form, "Lớn.pdf", SampleFiles.Pdf(300_000));
        await Assertions.Expect(form.Locator(".progress")).ToContainTextAsync("Tệp Lớn.pdf có 0,3 MB");
        await ChooseAsync(form, "Ghi chú.txt", "Chỉ là chữ."u8.ToArray());
        await Assertions.Expect(form.Locator(".progress")).ToHaveTextAsync("Tệp Ghi chú.txt không thuộc loại nhận ở đây: PDF, DOCX.");
        Assert.Equal(0, sent);

        await ChooseAsync(form, "Nhỏ.pdf", SampleFiles.Pdf(1_000));
        await Assertions.Expect(form.Locator(".progress")).ToContainTextAsync("Mất kết nối");
        await ChooseAsync(form, "Lớn.pdf", SampleFiles.Pdf(300_000));
        await Assertions.Expect(form.Locator(".progress")).ToContainTextAsync("Tệp Lớn.pdf");
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Tải lên" })).ToBeEnabledAsync();
        await ChooseAsync(form, "Nhỏ.pdf", SampleFiles.Pdf(1_000));
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Dừng" }).ClickAsync();
        await Assertions.Expect(form.Locator(".progress")).ToHaveTextAsync("Đã dừng, tệp chưa tải lên.");
        window.MustBeQuiet();
    }

    [Fact]
    public async Task A_file_is_taken_out_only_after_a_question_and_it_is_said_once()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung");
        await using var window = await portal.SignedInAsync("canbo.xacamhung", width: 390);
        await window.UploadAsync($"/ho-so/{id}", "đăng ký");
        await window.Page.ReloadAsync();
        await Assertions.Expect(window.Done).ToHaveTextAsync("");
        var file = window.Page.Locator(".files li").First;
        await file.Locator("summary").ClickAsync();
        await Assertions.Expect(file).ToContainTextAsync("Bỏ tệp này?");
        await window.MustBeUsableAsync();

        await file.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bỏ tệp" }).ClickAsync();

        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã bỏ tệp khỏi tài liệu.");
        await Assertions.Expect(window.Page.Locator("[id^=tai-lieu-] [data-done]")).ToHaveCountAsync(1);
    }

    private static Task ChooseAsync(ILocator form, string name, byte[] bytes) =>
        form.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/pdf",
                    Buffer = bytes,
                }
            );

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

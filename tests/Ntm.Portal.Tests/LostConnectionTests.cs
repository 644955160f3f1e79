using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>The line breaks in the middle of something.</summary>
[Collection(nameof(OnePortal))]
public sealed class LostConnectionTests(PortalFixture portal)
{
    [Fact]
    public async Task A_file_goes_as_soon_as_it_is_chosen_and_on_from_where_the_line_broke_and_counts_once()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("canbo.xacamhung");
        await window.GoAsync($"/ho-so/{id}");
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        var form = window.Page.Locator("form[data-upload]").First;
        var pieces = new ConcurrentQueue<int>();
        await window.Page.RouteAsync(
            "**/tep-dang-gui/**",
            route =>
            {
                var offset = route.Request.Headers.GetValueOrDefault("upload-offset");
                if (route.Request.Method != "PATCH" || offset is null)
                {
                    return route.ContinueAsync();
                }

                // The second piece is lost on its way, the first is not sent again.
                pieces.Enqueue(int.Parse(offset, CultureInfo.InvariantCulture));
                return pieces.Count == 2 ? route.AbortAsync("connectionreset") : route.ContinueAsync();
            }
        );

        await form.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Đăng ký.pdf",
                    MimeType = "application/pdf",
                    Buffer = SampleFiles.Pdf(700_000),
                }
            );

        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã tải tệp lên.");
        Assert.Equal(0, pieces.First());
        Assert.Single(pieces, offset => offset == 0);
        Assert.Equal(pieces.ElementAt(1), pieces.ElementAt(2));
        await Assertions.Expect(window.Page.GetByText("Đăng ký.pdf")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_piece_from_another_page_is_refused()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("canbo.xacamhung");
        var begun = await window.Page.Context.APIRequest.PostAsync(
            $"/ho-so/{id}/tep/registration/registration",
            new APIRequestContextOptions
            {
                Headers = new Dictionary<string, string>
                {
                    ["Upload-Length"] = "10",
                    ["Upload-Name"] = "a.pdf",
                    ["X-Form"] = "la",
                },
            }
        );

        Assert.Equal(400, begun.Status);
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_the_line_broke_under_the_form()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("chutich.xacamhung");
        var address = $"/ho-so/{id}/lam/WithdrawDossier";
        await window.GoAsync(address);
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        await window.FillAsync("Lý do rút", "Chờ hoàn thành nhà văn hóa thôn.");
        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Rút hồ sơ" }).ClickAsync();
        await window.Page.Context.SetOfflineAsync(false);

        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await window.GoAsync(address);
                    return true;
                }
                catch (PlaywrightException)
                {
                    // The page of the broken line is still coming.
                    return false;
                }
            },
            "the form opens again"
        );
        await Assertions.Expect(window.Page.GetByText("Đã khôi phục phần bạn nhập dở")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.GetByLabel("Lý do rút")).ToHaveValueAsync("Chờ hoàn thành nhà văn hóa thôn.");
    }

    [Fact]
    public async Task Figures_that_are_not_saved_outlive_an_upload_on_the_same_page_and_are_saved_before_the_review()
    {
        var id = await portal.AssessableAsync("18682", "canbo.xayenhoa");
        await using var window = await portal.SignedInAsync("canbo.xayenhoa");
        var address = $"/ho-so/{id}/tu-danh-gia";
        await window.GoAsync(address);
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        await window.Page.Locator("[id='4.1:numerator']").FillAsync("77");
        await window.Page.Locator("[id='4.1:denominator']").FillAsync("100");
        var upload = window.Page.Locator("[id='chi-tieu-2.2']");
        await upload.Locator("summary").ClickAsync();
        await upload
            .Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Ảnh.pdf",
                    MimeType = "application/pdf",
                    Buffer = SampleFiles.Of(FileKind.Pdf),
                }
            );

        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã tải tệp lên.");
        await Assertions.Expect(window.Page.Locator("[id='4.1:numerator']")).ToHaveValueAsync("77");
        await window.Page.Locator("[id='4.1:numerator']").FillAsync("78");
        await window.PressAsync("Xem lại và nộp");
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã lưu lúc");
        await Assertions.Expect(window.Heading).ToContainTextAsync("Xem lại rồi nộp");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("78 % (78/100)");
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_with_the_reason()
    {
        var id = await portal.DossierAsync("18736", "canbo.xacamhung", "xa-ntm-hien-dai");
        await using var window = await portal.SignedInAsync("canbo.xacamhung");
        await window.GoAsync($"/ho-so/{id}");
        await window.Page.Locator("html[data-ready]").WaitForAsync();
        var form = window.Page.Locator("form[data-upload]").First;
        await form.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Đăng ký.pdf",
                    MimeType = "application/pdf",
                    Buffer = "Không phải PDF"u8.ToArray(),
                }
            );

        await Assertions.Expect(form.Locator(".progress")).ToContainTextAsync("PDF");
        await Assertions.Expect(form.Locator(".progress")).Not.ToContainTextAsync("Hồ sơ năm");
    }
}

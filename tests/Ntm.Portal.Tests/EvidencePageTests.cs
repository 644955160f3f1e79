using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>Evidence is read beside its figure, in a page that lets nothing else in.</summary>
[Collection(nameof(OnePortal))]
public sealed class EvidencePageTests(PortalFixture portal)
{
    private const string Officer = "canbo.xayenhoa";

    [Fact]
    public async Task A_picture_a_document_and_what_cannot_be_shown_stand_beside_the_figure()
    {
        var id = await portal.AssessableAsync("18682", Officer);
        var code = await AttachedAsync(id);
        await using var window = await portal.SignedInAsync(Officer);
        await window.GoAsync($"/ho-so/{id}/tu-danh-gia");
        var box = window.Page.Locator($"[id='chi-tieu-{code}']");
        await box.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "minh-chung.png" }).ClickAsync();

        await Assertions.Expect(window.Heading).ToContainTextAsync(code);
        Assert.True(
            await window.Page.Locator("img.shot").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)")
        );
        await Assertions.Expect(window.Page.GetByText("Mức phải đạt")).ToBeVisibleAsync();
        await window.MustBeUsableAsync();
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Tệp sau" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("object.sheet")).ToHaveCountAsync(1);
        await window.MustBeUsableAsync();
        await using var phone = await portal.SignedInAsync(Officer, width: 390, dark: true);
        await phone.GoAsync(new Uri(window.Page.Url).AbsolutePath);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Mở tệp PDF" })).ToBeVisibleAsync();
        await phone.MustBeUsableAsync();
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Tệp sau" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByText("không xem được trong trang")).ToBeVisibleAsync();
        window.MustBeQuiet();
    }

    [Fact]
    public async Task Only_the_page_of_a_file_may_embed_it_and_only_the_portal_may_be_around_it()
    {
        var id = await portal.AssessableAsync("18682", Officer);
        var code = await AttachedAsync(id);
        await using var window = await portal.SignedInAsync(Officer);
        var figures = await window.GoAsync($"/ho-so/{id}/tu-danh-gia");
        var link = window.Page.Locator($"[id='chi-tieu-{code}']").GetByText("minh-chung.pdf");
        var address = await link.GetAttributeAsync("href");
        var page = await window.GoAsync(address!);
        var hash = address!.Split('/')[^1];
        var file = await window.Page.Context.APIRequest.GetAsync($"/ho-so/{id}/minh-chung/{hash}/tep");
        var saved = await window.Page.Context.APIRequest.GetAsync($"/ho-so/{id}/minh-chung/{hash}");

        Assert.DoesNotContain("object-src", figures.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Contains("object-src 'self'", page.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers["x-frame-options"]);
        Assert.Equal("SAMEORIGIN", file.Headers["x-frame-options"]);
        Assert.Contains("frame-ancestors 'self'", file.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", file.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", file.Headers["x-content-type-options"]);
        Assert.StartsWith("attachment", saved.Headers["content-disposition"], StringComparison.Ordinal);
        Assert.Contains("sandbox", saved.Headers["content-security-policy"], StringComparison.Ordinal);
    }

    /// <summary>The first indicator, with a picture, a document and a text put under it once.</summary>
    private async Task<string> AttachedAsync(Guid id)
    {
        using var client = await portal.ApiAsync(Officer);
        var assessment = await client.GetFromJsonAsync<JsonElement>($"/assessment/self-assessments/{id}");
        var indicator = assessment.GetProperty("criteria")[0].GetProperty("indicators")[0];
        var code = indicator.GetProperty("code").GetString()!;
        if (indicator.GetProperty("evidence").GetArrayLength() > 0)
        {
            return code;
        }

        foreach (var kind in new[] { FileKind.Png, FileKind.Pdf, FileKind.Docx })
        {
            using var file = new ByteArrayContent(SampleFiles.Of(kind));
            using var form = new MultipartFormDataContent { { file, "file", $"minh-chung.{kind.ToString().ToLowerInvariant()}" } };
            (await client.PostAsync($"/assessment/self-assessments/{id}/indicators/{code}/evidence", form)).EnsureSuccessStatusCode();
        }

        return code;
    }
}

using Microsoft.Playwright;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>What people do on the page of a dossier.</summary>
internal static class DossierSteps
{
    /// <summary>From the panel of acts through the act's form back to the dossier.</summary>
    public static async Task ActAsync(this Window window, string act, Func<Task>? fill = null, string? button = null)
    {
        await window.Page.Locator(".acts a").Filter(new LocatorFilterOptions { HasText = act }).First.ClickAsync();
        await window.Page.Locator("form.card button.main, form.card button.grave").WaitForAsync();
        await (fill?.Invoke() ?? Task.CompletedTask);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button ?? act, Exact = true }).ClickAsync();
        await Assertions.Expect(window.Done).ToContainTextAsync("Đã ");
    }

    /// <summary>A file for a document of the dossier, through the page's form: where scripts run it goes as soon as it is chosen.
    /// </summary>
    public static async Task UploadAsync(this Window window, string dossier, string document, FileKind kind = FileKind.Pdf)
    {
        await window.GoAsync(dossier);
        await window.Page.Locator("html[data-ready]").WaitForAsync();
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
        await Assertions.Expect(window.Done).ToHaveTextAsync("Đã tải tệp lên.");
    }
}

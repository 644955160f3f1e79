using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Ntm.Portal.Tests;

/// <summary>One person's browser window. What its console says counts as a fault of the page.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    private Window(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // Chromium prints every refused request; that one is refused is for the test to judge.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    public ILocator Done => Page.Locator("[data-done]");

    internal static async Task<Window> OfAsync(IBrowserContext context) => new(await context.NewPageAsync());

    /// <summary>Opens a page and waits until its script is there, where scripts run.</summary>
    public async Task<IResponse> GoAsync(string address)
    {
        var answer = (await Page.GotoAsync(address))!;
        return answer;
    }

    /// <summary>Presses the button or link that leads on, and waits for the page behind it.</summary>
    public Task PressAsync(string name) =>
        Page.GetByRole(AriaRole.Main).Locator("button, a").Filter(new LocatorFilterOptions { HasText = name }).First.ClickAsync();

    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(text);

    /// <summary>Ticks the option of a choice, by its words.</summary>
    public Task PickAsync(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).CheckAsync();

    /// <summary>Reads a page again until it shows a text: what follows elsewhere takes its time.</summary>
    public async Task UntilAsync(string address, string text)
    {
        await Ntm.Testing.Eventually.TrueAsync(
            async () =>
            {
                await GoAsync(address);
                return (await Page.ContentAsync()).Contains(System.Net.WebUtility.HtmlEncode(text), StringComparison.Ordinal)
                    || (await Page.InnerTextAsync("body")).Contains(text, StringComparison.OrdinalIgnoreCase);
            },
            $"{address} shows {text}"
        );
    }

    /// <summary>Nothing that somebody with another eye, hand or screen could not use.</summary>
    public async Task MustBeUsableAsync()
    {
        var found = await Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
            }
        );
        Assert.True(
            found.Violations.Length == 0,
            $"{Page.Url}: "
                + string.Join(
                    "; ",
                    found.Violations.Select(one => $"{one.Id}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}")
                )
        );
        var beyond = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{Page.Url} scrolls sideways by {beyond} px");
    }

    /// <summary>By how much the page moved under the reader while it loaded: the cumulative layout shift.</summary>
    public Task<double> ShiftAsync() =>
        Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
              }).observe({ type: "layout-shift", buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })
            """
        );

    /// <summary>With <c>NTM_PICTURES</c> a picture of the page into that folder.</summary>
    /// <param name="name">Name of the file without its ending.</param>
    /// <param name="whole">The whole page, or what the window shows of it.</param>
    public async Task PictureAsync(string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("NTM_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
        }
    }

    /// <summary>A picture of what somebody sees at work, for the user guide.</summary>
    public Task GuidePictureAsync(string name) => PictureAsync(Path.Combine("guide", name), whole: false);

    /// <summary>The page made no complaint.</summary>
    public void MustBeQuiet() => Assert.Empty(complaints);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}

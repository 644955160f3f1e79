using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Ntm.Host;

namespace Ntm.Benchmarks.Portal;

/// <summary>How full the inbox is, and how often it is opened.</summary>
/// <param name="Open">Tasks that wait for one officer.</param>
/// <param name="WarmUps">Openings before the first that counts.</param>
/// <param name="Rounds">Openings that count.</param>
internal sealed record FullInbox(int Open, int WarmUps, int Rounds)
{
    public static readonly FullInbox Full = new(10_000, 50, 300);
    public static readonly FullInbox Brief = new(200, 5, 20);
}

/// <summary>
/// What the pages that an officer opens most cost with ten thousand open tasks, beside the same pages with one: a whole page as the browser
/// gets it, the portal's own questions to the API included.
/// </summary>
internal static partial class PortalBenchmark
{
    public static async Task RunAsync(string folder, FullInbox inbox)
    {
        var few = await MeasureAsync(Path.Combine(folder, "one"), inbox with { Open = 1 });
        var many = await MeasureAsync(Path.Combine(folder, "many"), inbox);
        var report = new Report("pages of a commune's officer", $"{inbox.Open} open tasks", "1 open task");
        foreach (var (name, value) in many)
        {
            report.Row(name, value, few.TryGetValue(name, out var one) ? one : null, name == "inbox, p95 ms" ? "<= 100 ms" : "");
        }

        report.Print(Console.Out);
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(string folder, FullInbox inbox)
    {
        await using var platform = await BenchPlatform.StartAsync(folder);
        await Dossiers.PrepareAsync(platform, inbox.Open);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = platform.Address,
        };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["userName"] = "canbo.sonbang", ["password"] = PlatformHost.SamplePassword }
        );
        using var signedIn = await browser.PostAsync("/dang-nhap", form);
        if (signedIn.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"Nobody signed in: {signedIn.StatusCode}.");
        }

        var figures = new Dictionary<string, double>();
        foreach (var (name, address) in await PagesAsync(browser))
        {
            var times = new List<double>();
            for (var round = 0; round < inbox.WarmUps + inbox.Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                await browser.GetByteArrayAsync(address);
                if (round >= inbox.WarmUps)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            times.Sort();
            figures[$"{name}, p50 ms"] = times[times.Count / 2];
            figures[$"{name}, p95 ms"] = times[(int)(times.Count * 0.95)];
        }

        return figures;
    }

    private static async Task<List<(string Name, string Address)>> PagesAsync(HttpClient browser)
    {
        var inbox = await browser.GetStringAsync("/viec-cua-toi");
        var pages = new List<(string, string)>
        {
            ("inbox", "/viec-cua-toi"),
            ("inbox, searched by name", "/viec-cua-toi?q=thu%20tai"),
            ("inbox, claimed by me", "/viec-cua-toi?loc=cua-toi"),
            ("dossiers", "/ho-so"),
            ("notices", "/thong-bao?loc=tat-ca"),
        };
        if (NextPage().Match(inbox) is { Success: true } next)
        {
            pages.Insert(1, ("inbox, second page", WebUtility.HtmlDecode(next.Groups[1].Value)));
        }

        return pages;
    }

    [GeneratedRegex("href=\"(/viec-cua-toi\\?[^\"]*sau=[^\"]+)\"")]
    private static partial Regex NextPage();
}

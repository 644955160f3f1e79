using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Benchmarks.Gateway;

/// <summary>What one run of <c>wrk</c> measured.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="P50">Middle wait, milliseconds.</param>
/// <param name="Refused">Answers other than 2xx and 3xx.</param>
internal sealed record WrkRun(double PerSecond, double P50, int Refused);

/// <summary>Debian's <c>wrk</c>, which sends as fast as it is answered.</summary>
internal static partial class Wrk
{
    /// <summary>A path that the gateway routes and that costs the service nothing.</summary>
    private const string Place = "dossiers/0199a3f2-0000-7000-8000-000000000000";

    public static async Task<WrkRun> RunAsync(Uri address, int connections, TimeSpan length)
    {
        string[] arguments =
        [
            "-t",
            "1",
            "-c",
            $"{connections}",
            "-d",
            $"{length.TotalSeconds:0}s",
            "--latency",
            new Uri(address, Place).AbsoluteUri,
        ];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var middle = Middle().Match(text);
        return new WrkRun(
            double.Parse(PerSecond().Match(text).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(middle.Groups[1].Value, CultureInfo.InvariantCulture)
                * (
                    middle.Groups[2].Value switch
                    {
                        "us" => 0.001,
                        "ms" => 1,
                        _ => 1000,
                    }
                ),
            Refused().Match(text) is { Success: true } refused ? int.Parse(refused.Groups[1].Value, CultureInfo.InvariantCulture) : 0
        );
    }

    /// <summary>Waits until the address answers a first request with 200.</summary>
    public static async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var patience = Stopwatch.StartNew(); ; )
        {
            try
            {
                using var answer = await http.GetAsync(Place);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (patience.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(100);
            }
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex Middle();

    [GeneratedRegex(@"Non-2xx or 3xx responses: ([0-9]+)")]
    private static partial Regex Refused();
}

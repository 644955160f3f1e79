using System.Globalization;

namespace Ntm.Benchmarks.Gateway;

/// <summary>
/// The gateway beside nginx doing the same in front of the same service, and beside no proxy at all: requests a second
/// with 32 connections, and the middle wait with one.
/// </summary>
internal static class GatewayBenchmark
{
    private const int Runs = 3;
    private const int Connections = 32;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var service = await BareService.StartAsync();
        using var nginx = Proxies.Nginx(folder, service.Address);
        using var gateway = Proxies.Gateway(service.Address);
        var targets = new (string Name, Uri Address)[]
        {
            ("direct", service.Address),
            ("nginx", nginx.Address),
            ("gateway", gateway.Address),
        };
        foreach (var (name, address) in targets)
        {
            Console.WriteLine($"Warming up: {name} …");
            await Wrk.AnswersAsync(address);
            await Wrk.RunAsync(address, Connections, Length);
        }

        var busy = targets.ToDictionary(target => target.Name, _ => new List<WrkRun>());
        var alone = targets.ToDictionary(target => target.Name, _ => new List<WrkRun>());
        for (var run = 1; run <= Runs; run++)
        {
            Console.WriteLine($"Round {run} of {Runs} …");
            foreach (var (name, address) in targets)
            {
                busy[name].Add(await Wrk.RunAsync(address, Connections, Length));
                alone[name].Add(await Wrk.RunAsync(address, 1, Length));
            }
        }

        var report = new Report("figure", "gateway", "nginx");
        report.Row(
            $"requests/s, {Connections} connections",
            Middle(busy["gateway"]).PerSecond,
            Middle(busy["nginx"]).PerSecond,
            "ratio >= 0.5"
        );
        report.Row($"p50 ms, {Connections} connections", Middle(busy["gateway"]).P50, Middle(busy["nginx"]).P50, "");
        report.Row("p50 ms, one connection", Middle(alone["gateway"]).P50, Middle(alone["nginx"]).P50, "");
        var direct = Middle(alone["direct"]).P50;
        report.Row(
            "p50 ms added to a direct request, one connection",
            Middle(alone["gateway"]).P50 - direct,
            Middle(alone["nginx"]).P50 - direct,
            "<= 0.5 ms"
        );
        report.Note(
            "direct: "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Middle(busy["direct"]).PerSecond:0} requests/s, p50 {direct:0.000} ms with one connection"
                )
        );
        report.Note("answers that were not 200: " + busy.Concat(alone).Sum(target => target.Value.Sum(run => run.Refused)));
        report.Print(Console.Out);
    }

    private static WrkRun Middle(List<WrkRun> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(runs.Count / 2);
}

using Ntm.Benchmarks;
using Ntm.Benchmarks.Gateway;
using Ntm.Benchmarks.Messages;
using Ntm.Benchmarks.Plans;
using Ntm.Benchmarks.Portal;
using Ntm.Benchmarks.Scale;
using Ntm.Benchmarks.Services;

// The two services whose events are measured run this very program.
if (args is ["send" or "receive", ..])
{
    return await PlatformNotes.RunAsync(consumes: args[0] == "receive", args[1..]);
}

var brief = args.Contains("--brief");
var folder = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", Guid.CreateVersion7().ToString("N")));
try
{
    await (
        args.FirstOrDefault() switch
        {
            "services" => ServicesBenchmark.RunAsync(folder),
            "gateway" => GatewayBenchmark.RunAsync(folder),
            "messages" => MessagesBenchmark.RunAsync(folder, brief ? Traffic.Brief : Traffic.Full),
            "plans" => PlansBenchmark.RunAsync(folder, brief ? ProvinceSize.Brief : ProvinceSize.Full, args.Contains("--sqlite")),
            "portal" => PortalBenchmark.RunAsync(folder, brief ? FullInbox.Brief : FullInbox.Full),
            "scale" => ScaleBenchmark.RunAsync(folder, brief ? Stock.Brief : Stock.Full, args.Contains("--sqlite")),
            _ => Benchmark.RunAsync(folder, brief ? Extent.Brief : Extent.Full, args.Contains("--statements")),
        }
    );
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

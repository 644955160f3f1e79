using Ntm.Benchmarks;
using Ntm.Benchmarks.Gateway;
using Ntm.Benchmarks.Services;

var folder = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", Guid.CreateVersion7().ToString("N")));
try
{
    await (args.FirstOrDefault() switch
    {
        "services" => ServicesBenchmark.RunAsync(folder),
        "gateway" => GatewayBenchmark.RunAsync(folder),
        _ => Benchmark.RunAsync(folder, args.Contains("--statements")),
    });
}
finally
{
    Directory.Delete(folder, recursive: true);
}

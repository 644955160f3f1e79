using Ntm.Benchmarks;
using Ntm.Benchmarks.Gateway;

var folder = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", Guid.CreateVersion7().ToString("N")));
try
{
    await (args.FirstOrDefault() switch
    {
        "gateway" => GatewayBenchmark.RunAsync(folder),
        _ => Benchmark.RunAsync(folder, args.Contains("--statements")),
    });
}
finally
{
    Directory.Delete(folder, recursive: true);
}

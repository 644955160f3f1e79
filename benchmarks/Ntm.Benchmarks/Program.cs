using Ntm.Benchmarks;

var folder = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", Guid.CreateVersion7().ToString("N")));
try
{
    await Benchmark.RunAsync(folder, args.Contains("--statements"));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

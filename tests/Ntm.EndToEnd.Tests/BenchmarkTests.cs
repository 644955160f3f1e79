using System.Diagnostics;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>The benchmarks' program still runs; its figures are not looked at, but on a busy machine it gives up.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class BenchmarkTests : IDisposable
{
    private static readonly string[] Rows =
    [
        "steps/s through HTTP, answered",
        "steps/s through HTTP, all consequences committed",
        "steps/s through the module, answered",
        "steps/s through the module, all consequences committed",
        "processor ms a step through HTTP",
        "processor ms a step through the module",
        "decision at 50/s, p50 ms",
        "decision at 50/s, p99 ms",
        "decision at 50/s, longest ms",
        "commits a step, all services",
        "  Dossier: transactions a step",
        "  Notifications: transactions a step",
        "  Assessment: transactions a step",
        "  Dossier: relay's claims and deletions a step",
        "  Dossier: statements a step, BEGIN and COMMIT counted",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-benchmark-").FullName;

    [Fact]
    public async Task The_benchmark_in_brief_ends_well_and_prints_every_row()
    {
        Assert.SkipWhen(TestDatabase.Provider is not DatabaseProvider.Sqlite, "It measures SQLite, whatever the tests run on.");

        var (code, words) = await RunAsync("--brief");

        Assert.True(code == 0, words);
        var printed = words
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .ToList();
        Assert.All(Rows, row => Assert.Contains(printed, cells => cells[0][2..].TrimEnd() == row && cells[1].Trim() is not ("" or "0.00")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ntm.Benchmarks.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

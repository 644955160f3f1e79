using System.Diagnostics;
using System.Text.Json;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Local;

namespace Ntm.Faults.Tests.Check;

/// <summary>What the ledger program found.</summary>
/// <param name="Findings">One sentence a broken promise, each beginning with its number; empty when all were kept.</param>
/// <param name="Count">Its last line: how much it looked at.</param>
internal sealed record LedgerReport(IReadOnlyList<string> Findings, JsonElement Count)
{
    public int Events => Count.GetProperty("events").GetInt32();
}

/// <summary>Runs <c>tests/Ntm.Ledger</c>, which shares no code with the platform, on what a run left.</summary>
internal static class LedgerProgram
{
    /// <summary>Its own output folder, of the same build as these tests.</summary>
    private static readonly string Program = Path.Combine(
        LocalPlatform.Root,
        "tests",
        "Ntm.Ledger",
        Path.GetRelativePath(Path.Combine(LocalPlatform.Root, "tests", "Ntm.Faults.Tests"), AppContext.BaseDirectory),
        "Ntm.Ledger.dll"
    );

    /// <param name="truth">Databases, files and queues.</param>
    /// <param name="ledger">What the clients wrote down.</param>
    /// <param name="address">Where the events are asked for: the host or the gateway.</param>
    /// <param name="measure">Dossier that nothing interrupted; null when the dossiers went different ways.</param>
    /// <param name="patience">How long the outboxes and queues may take to run empty.</param>
    /// <param name="samples">File of what the processes held, for I9.</param>
    /// <param name="now">What the platform's clock has passed, with every timer fired; null where timers are not looked at.</param>
    public static async Task<LedgerReport> RunAsync(
        Truth truth,
        Ledger ledger,
        Uri address,
        Guid? measure,
        TimeSpan patience,
        string? samples = null,
        DateTimeOffset? now = null
    )
    {
        var run = Path.Combine(Path.GetDirectoryName(ledger.File)!, $"run-{Guid.CreateVersion7():N}.json");
        await File.WriteAllTextAsync(
            run,
            JsonSerializer.Serialize(
                new
                {
                    accepted = ledger.File,
                    engine = truth.Engine,
                    databases = truth.Databases.ToDictionary(database => database.Service, database => database.Connection),
                    files = truth.Files,
                    feed = new
                    {
                        address,
                        userName = LoadPeople.ProvinceLeaderName,
                        password = LoadPeople.Password,
                    },
                    broker = truth.Broker,
                    measure,
                    samples,
                    now,
                    patienceSeconds = patience.TotalSeconds,
                },
                JsonSerializerOptions.Web
            )
        );
        using var program = Process.Start(
            new ProcessStartInfo("dotnet", [Program, run]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = program.StandardError.ReadToEndAsync();
        var lines = (await program.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await program.WaitForExitAsync();
        return program.ExitCode is 0 or 1 && lines.Length > 0 && (program.ExitCode == 0) == (lines.Length == 1)
            ? new LedgerReport(lines[..^1], JsonElement.Parse(lines[^1]))
            : throw new InvalidOperationException($"The ledger program ended with {program.ExitCode}: {await errors}");
    }
}

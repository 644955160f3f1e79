using System.Diagnostics;

namespace Ntm.Host.Rehearsals;

/// <summary>This program again, for one scenario.</summary>
internal static class RehearsalProcess
{
    /// <summary>Passes on what the scenario prints, and reads its result from the last line.</summary>
    public static async Task<RehearsalResult> RunAsync(string name, TextWriter output, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        string[] arguments =
            Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [typeof(RehearsalProcess).Assembly.Location, "rehearse", name]
                : ["rehearse", name];
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        using var stop = cancellation.Register(() => process.Kill());
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var last = "";
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.StartsWith('{'))
            {
                last = line;
            }
            else
            {
                await output.WriteLineAsync(line);
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0 ? RehearsalResult.FromJson(last) : throw new RehearsalFailure($"{name}: {(await errors).Trim()}");
    }
}

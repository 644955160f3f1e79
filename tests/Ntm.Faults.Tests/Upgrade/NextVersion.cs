using System.Diagnostics;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Local;

namespace Ntm.Faults.Tests.Upgrade;

/// <summary>
/// The next version of the probe, <c>tests/Ntm.Next</c>: a field, an enum name and a column more, and its consumer renamed.
/// </summary>
internal static class NextVersion
{
    /// <summary>Variable: the renamed consumer goes without its old id.</summary>
    public const string WithoutConsumerId = "NTM_NEXT_WITHOUT_CONSUMER_ID";

    private static readonly string Program = Path.Combine(
        LocalPlatform.Root,
        "tests",
        "Ntm.Next",
        Path.GetRelativePath(Path.Combine(LocalPlatform.Root, "tests", "Ntm.Faults.Tests"), AppContext.BaseDirectory),
        "Ntm.Next.Probe.dll"
    );

    /// <summary>A replica that is not started yet.</summary>
    public static ProbeProcess Of(ProbeWorld world, IReadOnlyDictionary<string, string> environment) =>
        world.Probe(environment, program: Program);

    /// <summary>What a roll-out does before the first replica: topology and migration, while the older version serves.</summary>
    public static Task PrepareAsync(ProbeWorld world, IReadOnlyDictionary<string, string> environment) =>
        Task.WhenAll(RunAsync("deploy-topology", world, environment), RunAsync("migrate", world, environment));

    private static async Task RunAsync(string verb, ProbeWorld world, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, verb, .. world.ProbeSettings.Select(pair => $"--{pair.Key}={pair.Value}")])
        {
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var fault = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, fault);
    }
}

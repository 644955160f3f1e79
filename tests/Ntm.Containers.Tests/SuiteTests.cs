using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ntm.Containers.Tests;

/// <summary>The suites that run everywhere, on the servers of production: each is run as it is, configured only with where the servers
/// are.</summary>
public sealed class SuiteTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] Suites =
    [
        "Ntm.Platform.Tests",
        "Ntm.Identity.Tests",
        "Ntm.Assessment.Tests",
        "Ntm.Planning.Tests",
        "Ntm.Dossier.Tests",
        "Ntm.Notifications.Tests",
        "Ntm.EndToEnd.Tests",
    ];

    public static TheoryData<string, string> Runs =>
        [
            .. from provider in (string[])["SqlServer", "PostgreSql"]
            from suite in Suites
            select new TheoryDataRow<string, string>(provider, suite),
            new TheoryDataRow<string, string>("PostgreSql", "Ntm.Messaging.Tests"),
        ];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_suite_passes_on_the_servers_of_production(string provider, string suite)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["test", Path.Combine(TestsFolder(), suite), "--no-build", "-c", "Release", "--nologo", "--filter", "Speed!=faults"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in servers.EnvironmentFor(provider))
        {
            start.Environment[name] = value;
        }

        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0 && output.Contains("Passed!", StringComparison.Ordinal), output + await errors);
    }

    private static string TestsFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, ".."));
}

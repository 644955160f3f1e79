using System.Diagnostics;
using System.Text.Json;
using Ntm.Faults.Tests.Local;
using Ntm.Rehearsal;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>The host's own rehearsal on many processes: two replicas of every service, sent through the gateway.</summary>
[Collection(Alone.Name)]
public sealed class RehearsalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_scenario_passes_against_two_replicas_of_every_service() =>
        Assert.Equal((1, "verified"), await RehearseAsync("ba-cap"));

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task All_scenarios_pass_against_two_replicas_of_every_service() =>
        Assert.Equal((Scenario.All.Sum(one => one.Recognised), "verified"), await RehearseAsync());

    private async Task<(int Recognised, string? Audit)> RehearseAsync(params string[] scenario)
    {
        await using var platform = new LocalPlatform();
        var up = await platform.UpAsync();
        var watch = Stopwatch.StartNew();

        var (code, story) = await platform.RunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Ntm.Host.dll"), "rehearse", .. scenario, "--against", platform.Address.ToString()]
        );

        output.WriteLine($"Up in {up.TotalSeconds:0} s, rehearsed in {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(code == 0, story);
        var result = JsonElement.Parse(story.Split('\n').Last(line => line.StartsWith('{')));
        return (result.GetProperty("recognised").GetInt32(), result.GetProperty("audit").GetString());
    }
}

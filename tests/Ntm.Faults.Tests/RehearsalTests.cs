using System.Diagnostics;
using System.Text.Json;
using Ntm.Faults.Tests.Local;

namespace Ntm.Faults.Tests;

/// <summary>Every scenario on many processes: the host's own rehearsal, sent through the gateway.</summary>
[Collection(Alone.Name)]
public sealed class RehearsalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task All_scenarios_pass_against_two_replicas_of_every_service()
    {
        await using var platform = new LocalPlatform();
        var up = await platform.UpAsync();
        var watch = Stopwatch.StartNew();

        var (code, story) = await platform.RunAsync(
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Ntm.Host.dll"), "rehearse", "--against", platform.Address.ToString());

        output.WriteLine($"Up in {up.TotalSeconds:0} s, rehearsed in {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(code == 0, story);
        var result = JsonElement.Parse(story.Split('\n').Last(line => line.StartsWith('{')));
        Assert.Equal(7, result.GetProperty("recognised").GetInt32());
        Assert.Equal("verified", result.GetProperty("audit").GetString());
    }
}

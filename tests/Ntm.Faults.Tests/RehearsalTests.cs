using System.Diagnostics;
using System.Text.Json;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Local;
using Ntm.Rehearsal;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>The host's own rehearsal on many processes: two replicas of every service and of the portal, sent through the gateway.
/// </summary>
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
        await AssertPagesAsync(platform);
        var result = JsonElement.Parse(story.Split('\n').Last(line => line.StartsWith('{')));
        return (result.GetProperty("recognised").GetInt32(), result.GetProperty("audit").GetString());
    }

    /// <summary>Somebody signs in at the gateway, and each replica of the portal shows him his work by the one session.</summary>
    private static async Task AssertPagesAsync(LocalPlatform platform)
    {
        // The rehearsal leaves the clock where its last day was.
        File.Delete(platform.PathOf("data", "clock"));
        using var browser = PatientClient.Of(platform.Address);
        var account = new Dictionary<string, string> { ["userName"] = "canbo.xahuongson", ["password"] = LoadPeople.Password };
        await Eventually.TrueAsync(
            async () =>
            {
                using var signedIn = await browser.PostAsync("/dang-nhap", new FormUrlEncodedContent(account));
                return signedIn.RequestMessage!.RequestUri!.AbsolutePath == "/viec-cua-toi";
            },
            "somebody signs in at the gateway and sees his work"
        );

        var replicas = platform.Replicas.Where(name => name.StartsWith("portal-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, replicas.Count);
        foreach (var replica in replicas)
        {
            // A cookie belongs to a host, whatever the port.
            var address = new Uri(await File.ReadAllTextAsync(platform.PathOf("run", replica + ".address")));
            using var page = await browser.GetAsync(new Uri(address, "/viec-cua-toi"));
            Assert.Equal((replica, "/viec-cua-toi"), (replica, page.RequestMessage!.RequestUri!.AbsolutePath));
        }

        using var unknown = await browser.GetAsync("/khong/co/dia-chi-nay");
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType!.MediaType);
    }
}

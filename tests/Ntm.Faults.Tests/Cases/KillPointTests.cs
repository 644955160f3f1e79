using System.Diagnostics;
using Ntm.Faults.Tests.Cases.Inside;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>
/// A process is killed by SIGKILL at each named moment of a message's delivery, as often as <see cref="Settings.PointKills"/> says:
/// what must be repeated follows exactly from the moment.
/// </summary>
public sealed class KillPointTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    [Fact]
    public async Task Killed_at_a_named_point_a_service_repeats_exactly_what_the_point_implies()
    {
        var (seed, kills, watch) = (Settings.Seed, Settings.PointKills, Stopwatch.StartNew());
        output.WriteLine($"NTM_FAULTS_SEED={seed} NTM_FAULTS_POINT_KILLS={kills}");
        var findings = new List<string>();
        await Parallel.ForEachAsync(
            KillPoint.All.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (point, _) =>
            {
                await using var run = await KillRun.CreateAsync(point.Item, new Random(seed + point.Index));
                var result = await run.RunAsync(kills);
                lock (findings)
                {
                    output.WriteLine($"{point.Item}: {result}");
                    findings.AddRange(result.Findings);
                }
            }
        );

        output.WriteLine($"{kills * KillPoint.All.Count} kills in {watch.Elapsed.TotalSeconds:0} s");
        Assert.Empty(findings);
    }

    /// <summary>The same kills with the inbox off: second effects must show.</summary>
    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task Control_the_same_deaths_have_double_effect_when_the_inbox_is_off()
    {
        await using var run = await KillRun.CreateAsync(KillPoint.BeforeAck, new Random(1), inboxOff: true);

        var result = await run.RunAsync(2);

        Assert.Equal(2, result.Findings.Count(finding => finding.Contains("had 2 effects", StringComparison.Ordinal)));
    }
}

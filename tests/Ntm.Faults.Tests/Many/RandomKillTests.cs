using System.Diagnostics;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>T1: any process may die at any moment, several at once, and again before it was ready.</summary>
[Collection(ManyProcessesCollection.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class RandomKillTests(ManyProcesses many, ITestOutputHelper output)
{
    private const int Stretch = 25;
    private const int ProgressOfAStretch = 10;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    // A bound for 25 faults, not for one: nine processes may have to start at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_kills_of_replicas_and_gateway_lose_double_and_invent_nothing(int round)
    {
        var (seed, kills) = (Settings.Seed, Settings.KillsOfMany / 2);
        output.WriteLine($"NTM_FAULTS_SEED={seed} NTM_FAULTS_KILLS={Settings.Kills}, of which {kills} here");
        var watch = Stopwatch.StartNew();
        var random = new Random(seed + round);
        many.Load.Begin();
        var died = 0;
        while (died < kills)
        {
            var before = many.Ledger.Steps.Count;
            for (var stretch = Math.Min(kills, died + Stretch); died < stretch; died += await KillSomeAsync(random))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 601)), TimeProvider.System);
                await many.Load.CheckAsync();
            }

            var killed = watch.Elapsed;
            await Eventually.TrueAsync(
                () => many.Ledger.Steps.Count >= before + ProgressOfAStretch,
                $"the load goes on after {died} kills",
                Patience
            );
            output.WriteLine(
                $"{died} kills after {killed.TotalSeconds:0} s; the load was going on {(watch.Elapsed - killed).TotalSeconds:0.0} s later"
            );
        }

        var ofAll = await RecoverAsync();
        var one = random.GetItems([.. many.Platform.Processes], 1)[0];
        await many.Platform.KillAsync(one);
        await many.Platform.BeginAsync(one);
        var ofOne = await RecoverAsync();

        output.WriteLine(
            $"{died} kills in {watch.Elapsed.TotalSeconds:0} s; {ofAll.TotalSeconds:0.0} s from the last one until a fresh command "
                + "was in the feed"
        );
        output.WriteLine($"{ofOne.TotalSeconds:0.0} s after {one} alone had been killed");
        Assert.Empty((await many.SettleAsync(output)).Findings);
        Assert.True(ofOne < Recovery, $"Recovery took {ofOne}.");
    }

    private async Task<TimeSpan> RecoverAsync()
    {
        var recovery = await many.Load.RecoverAsync(Patience);
        foreach (var process in many.Platform.Processes)
        {
            await many.Platform.ReadyAsync(process, Patience);
        }

        return recovery;
    }

    /// <summary>One process, and every third time two or three at once; each is started again at once. Returns how many.</summary>
    private async Task<int> KillSomeAsync(Random random)
    {
        var victims = random.GetItems([.. many.Platform.Processes], random.Next(3) == 0 ? random.Next(2, 4) : 1).Distinct().ToList();
        await Task.WhenAll(victims.Select(many.Platform.KillAsync));
        await Task.WhenAll(victims.Select(many.Platform.BeginAsync));
        return victims.Count;
    }
}

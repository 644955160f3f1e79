using System.Diagnostics;

namespace Ntm.Benchmarks;

/// <summary>How a run of steps went.</summary>
/// <param name="Accepted">Steps answered a second.</param>
/// <param name="Settled">Steps a second, counted until every consequence had committed too.</param>
/// <param name="CpuMs">Processor time of the whole process a step, client and consequences included, milliseconds.</param>
internal sealed record Pace(double Accepted, double Settled, double CpuMs);

/// <summary>Waits in milliseconds, from the scheduled instant to the whole answer.</summary>
internal sealed record Waits(double P50, double P99, double Most);

/// <summary>Puts load on something that takes steps.</summary>
internal static class Load
{
    /// <summary>Every dossier completes and is returned once, by as many callers at once as given, as fast as they are answered.</summary>
    public static async Task<Pace> FullAsync(IReadOnlyList<Guid> dossiers, int callers, Step step, Func<Task> settle)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        foreach (var move in Enum.GetValues<Move>())
        {
            await Parallel.ForEachAsync(
                dossiers, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (dossier, _) => await step(dossier, move));
        }

        var accepted = watch.Elapsed;
        await settle();
        var settled = watch.Elapsed;
        var steps = dossiers.Count * 2.0;
        return new Pace(
            steps / accepted.TotalSeconds, steps / settled.TotalSeconds,
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / steps);
    }

    /// <summary>The same steps at a steady rate, whether or not the earlier ones were answered.</summary>
    public static async Task<Waits> SteadyAsync(IReadOnlyList<Guid> dossiers, int perSecond, Step step)
    {
        var steps = Enum.GetValues<Move>().SelectMany(move => dossiers.Select(dossier => (dossier, move))).ToList();
        var taken = new List<Task<double>>();
        var watch = Stopwatch.StartNew();
        for (var place = 0; place < steps.Count; place++)
        {
            var due = TimeSpan.FromSeconds((double)place / perSecond);
            while (due - watch.Elapsed is { Ticks: > 0 } left)
            {
                await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left);
            }

            var (dossier, move) = steps[place];
            taken.Add(Task.Run(async () =>
            {
                await step(dossier, move);
                return (watch.Elapsed - due).TotalMilliseconds;
            }));
        }

        var waits = (await Task.WhenAll(taken)).Order().ToList();
        return new Waits(waits[waits.Count / 2], waits[waits.Count * 99 / 100], waits[^1]);
    }

    /// <summary>The middle one of several runs, by what was accepted.</summary>
    public static Pace Middle(IEnumerable<Pace> runs)
    {
        var sorted = runs.OrderBy(run => run.Accepted).ToList();
        return sorted[sorted.Count / 2];
    }
}

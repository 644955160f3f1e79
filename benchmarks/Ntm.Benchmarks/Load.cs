using System.Diagnostics;

namespace Ntm.Benchmarks;

/// <summary>How a run of steps went.</summary>
/// <param name="Accepted">Steps answered a second.</param>
/// <param name="Settled">Steps a second, counted until every consequence had committed too.</param>
/// <param name="CpuMs">Processor time of the whole process a step, client and consequences included, milliseconds.</param>
internal sealed record Pace(double Accepted, double Settled, double CpuMs);

/// <summary>Waits in milliseconds, from the scheduled instant to the whole answer.</summary>
internal sealed record Waits(double P50, double P95, double P99, double Most)
{
    public static Waits Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return new Waits(sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100], sorted[sorted.Count * 99 / 100], sorted[^1]);
    }
}

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
                dossiers,
                new ParallelOptions { MaxDegreeOfParallelism = callers },
                async (dossier, _) => await step(dossier, move)
            );
        }

        var accepted = watch.Elapsed;
        await settle();
        var settled = watch.Elapsed;
        var steps = dossiers.Count * 2.0;
        return new Pace(
            steps / accepted.TotalSeconds,
            steps / settled.TotalSeconds,
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / steps
        );
    }

    /// <summary>The same steps at a steady rate, whether or not the earlier ones were answered.</summary>
    public static async Task<Waits> SteadyAsync(IReadOnlyList<Guid> dossiers, int perSecond, Step step)
    {
        var steps = Enum.GetValues<Move>().SelectMany(move => dossiers.Select(dossier => (dossier, move))).ToList();
        return Waits.Of(await PacedAsync(steps.Count, perSecond, place => step(steps[place].dossier, steps[place].move)));
    }

    /// <summary>Does something at a steady rate, whether or not the earlier ones are done; returns how long each took from its scheduled
    /// instant.</summary>
    public static async Task<IReadOnlyList<double>> PacedAsync(int count, int perSecond, Func<int, Task> work)
    {
        var taken = new List<Task<double>>();
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            while (due - watch.Elapsed is { Ticks: > 0 } left)
            {
                await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left);
            }

            var place = number;
            taken.Add(
                Task.Run(async () =>
                {
                    await work(place);
                    return (watch.Elapsed - due).TotalMilliseconds;
                })
            );
        }

        return await Task.WhenAll(taken);
    }

    /// <summary>The middle one of several runs, by what was accepted.</summary>
    public static Pace Middle(IEnumerable<Pace> runs)
    {
        var sorted = runs.OrderBy(run => run.Accepted).ToList();
        return sorted[sorted.Count / 2];
    }
}

using System.Diagnostics;
using System.Globalization;
using Ntm.Host.Commands;
using Ntm.Rehearsal;

namespace Ntm.Benchmarks.Services;

/// <summary>
/// Whole recognition paths, from opening to announcement, through the gateway and four services in processes of their
/// own, several communes at once; and a bare loop with the same commits and confirmed publishes.
/// </summary>
internal static class ServicesBenchmark
{
    private const int Workers = 6;
    private const int WarmUps = 6;
    private const int Paths = 30;
    private static readonly DateOnly Day = new(2023, 3, 20);

    public static async Task RunAsync(string folder)
    {
        await using var services = await LocalServices.StartAsync(Path.Combine(folder, "local"));
        Console.WriteLine("Entering communes …");
        var venue = RehearsalHost.Venue(new Dictionary<string, string?>());
        var workers = new List<RehearsalSession>();
        for (var worker = 0; worker < Workers; worker++)
        {
            workers.Add(await RehearsalSession.AgainstAsync(venue, services.Address, "benchmark", Day, new Narrator(TextWriter.Null)));
        }

        await SelfAssessmentStory.ConfirmThresholdsAsync(workers[0]);
        var communes = new Queue<People>();
        for (var commune = 0; commune < WarmUps + Paths; commune++)
        {
            communes.Enqueue(await workers[0].SettleAsync(People.SonBang));
        }

        Console.WriteLine("Warming up …");
        await WalkAsync(services, workers, communes, WarmUps);
        Console.WriteLine("Whole paths …");
        var (commits, consumed, cpu) = (await services.CommitsAsync(), await services.ConsumedAsync(), services.CpuMs());
        var pace = await WalkAsync(services, workers, communes, Paths);
        (commits, consumed, cpu) = (
            await services.CommitsAsync() - commits,
            await services.ConsumedAsync() - consumed,
            services.CpuMs() - cpu
        );

        Console.WriteLine("Bare loop …");
        var bare = await BareLoop.RunAsync(services, Paths, Workers, (double)commits / Paths, (double)consumed / Paths);
        var report = new Report("figure", "services", "bare loop");
        report.Row("whole paths/s, all consequences committed", pace, bare, "ratio >= 0.5");
        report.Row("commits a path, all databases", (double)commits / Paths, (double)commits / Paths, "");
        report.Row("events consumed a path", (double)consumed / Paths, null, "");
        report.Row("processor ms a path, services and gateway", cpu / Paths, null, "");
        report.Note(
            string.Create(CultureInfo.InvariantCulture, $"{Paths} paths by {Workers} communes at once; a path is about 150 requests.")
        );
        report.Print(Console.Out);
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    /// <returns>Paths a second, counted until no event was on its way any more.</returns>
    private static async Task<double> WalkAsync(LocalServices services, List<RehearsalSession> workers, Queue<People> communes, int paths)
    {
        var own = new Queue<People>(Enumerable.Range(0, paths).Select(_ => communes.Dequeue()));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            workers.Select(async worker =>
            {
                while (Next(own) is { } commune)
                {
                    await PathAsync(worker, commune);
                }
            })
        );
        while (!await services.IdleAsync())
        {
            await Task.Delay(20);
        }

        var pace = paths / watch.Elapsed.TotalSeconds;

        // The server reports how much was committed about a second late.
        await Task.Delay(TimeSpan.FromSeconds(2));
        return pace;
    }

    private static People? Next(Queue<People> communes)
    {
        lock (communes)
        {
            return communes.TryDequeue(out var commune) ? commune : null;
        }
    }

    private static async Task PathAsync(RehearsalSession worker, People commune)
    {
        var story = await DossierStory.OpenAsync(worker, commune, Day.Year);
        await story.PrepareAsync();
        await story.ExamineAsync();
        await story.SubmitAsync();
        await story.AppraiseAsync();
        await story.Survey.RunAsync(satisfied: 94);
        await story.AtAsync("council-vote");
        await story.VoteAsync(inFavour: 7);
        await story.DecideAsync(commune.UnitCode + "/QĐ-UBND");
        await story.AnnounceAsync();
    }
}

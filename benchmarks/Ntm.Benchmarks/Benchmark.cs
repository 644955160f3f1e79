using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ntm.Benchmarks;

/// <summary>How much is run.</summary>
/// <param name="Dossiers">Dossiers that take both steps in every round.</param>
/// <param name="WarmUps">Rounds before the first that counts: the compiler works on the platform's code for about that long.</param>
/// <param name="Rounds">Rounds that count; the middle one is shown.</param>
internal sealed record Extent(int Dossiers, int WarmUps, int Rounds)
{
    /// <summary>What the figures of docs/performance.md are from.</summary>
    public static readonly Extent Full = new(400, 5, 5);

    /// <summary>Shows that everything runs; its figures say nothing.</summary>
    public static readonly Extent Brief = new(24, 0, 1);
}

/// <summary>The run: platform and floor in turn, so that both meet the same machine.</summary>
internal static class Benchmark
{
    private const int Callers = 8;
    private const int PerSecond = 50;

    public static async Task RunAsync(string folder, Extent extent, bool showStatements)
    {
        Console.WriteLine("Starting the platform and preparing dossiers …");
        await using var platform = await BenchPlatform.StartAsync(folder);
        var dossiers = await Dossiers.PrepareAsync(platform, extent.Dossiers);
        using var client = Loopback.Client(platform.Address, 64);
        var http = new HttpSteps(client, platform.Officer.Authorization, platform.Reviewer.Authorization);
        var module = new ModuleSteps(platform);

        async Task<T> Round<T>(Func<Task<T>> round)
        {
            var result = await round();
            await platform.DrainAsync();
            await dossiers.AnswerAsync();
            return result;
        }

        Task<Pace> Full(Step step) => Round(() => Load.FullAsync(dossiers.Ids, Callers, step, platform.DrainAsync));

        for (var run = 0; run < extent.WarmUps; run++)
        {
            await Full(http.TakeAsync);
            await Full(module.TakeAsync);
        }

        // One round at least: the floor is as large as what was written and answered.
        await Full(http.TakeAsync);
        await using var floor = await Floor.StartAsync(Path.Combine(folder, "floor"), SizesOf(Path.Combine(folder, "platform"), http));
        using var floorClient = Loopback.Client(floor.Address, 64);
        var floorHttp = new HttpSteps(floorClient, null, null);

        Task<Pace> FullFloor(Step step) => Load.FullAsync(dossiers.Ids, Callers, step, floor.DrainAsync);

        for (var run = 0; run < extent.WarmUps; run++)
        {
            await FullFloor(floorHttp.TakeAsync);
        }

        var report = new Report("figure", "platform", "floor");
        var before = floor.Commits;
        await FullFloor(floor.TakeAsync);
        report.FloorCommits = (floor.Commits - before) / (extent.Dossiers * 2.0);

        Console.WriteLine("Steps through HTTP and through the module …");
        List<Pace> viaHttp = [],
            viaModule = [],
            bareHttp = [],
            bare = [];
        for (var run = 0; run < extent.Rounds; run++)
        {
            bareHttp.Add(await FullFloor(floorHttp.TakeAsync));
            viaHttp.Add(await Full(http.TakeAsync));
            bare.Add(await FullFloor(floor.TakeAsync));
            viaModule.Add(await Full(module.TakeAsync));
        }

        report.Paces(viaHttp, bareHttp, viaModule, bare);
        Console.WriteLine($"Decisions at a steady {PerSecond}/s …");
        report.Waits(
            await Round(() => Load.SteadyAsync(dossiers.Ids, PerSecond, http.TakeAsync)),
            await Load.SteadyAsync(dossiers.Ids, PerSecond, floorHttp.TakeAsync)
        );
        Console.WriteLine("Commits …");
        using (var counter = await CommitCounter.StartAsync())
        {
            await Load.FullAsync(dossiers.Ids, Callers, http.TakeAsync, platform.DrainAsync);
            report.Commits(counter, extent.Dossiers * 2, showStatements);
        }

        report.Print(Console.Out);
    }

    /// <summary>What the platform wrote so far: the largest document of a dossier, the average event, the last answer.</summary>
    private static Sizes SizesOf(string data, HttpSteps http) =>
        new(
            Ask(data, "dossier.db", "SELECT MAX(LENGTH(Content)) FROM Dossiers"),
            Ask(data, "notifications.db", "SELECT CAST(AVG(LENGTH(Data)) AS INTEGER) FROM Feed"),
            (int)http.AnswerLength
        );

    private static int Ask(string data, string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, file)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The two questions above.
        command.CommandText = question;
#pragma warning restore CA2100
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

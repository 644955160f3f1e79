using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Faults.Tests.Cases.Inside;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>
/// One write in a hundred is done and reported as timed out, and one acknowledgement in a hundred, of a publish or of a
/// delivery, vanishes: on both replicas, under load.
/// </summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class OneInAHundredTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Workers = 6;

    private readonly string armed = Path.Combine(Path.GetTempPath(), $"ntm-armed-{Guid.CreateVersion7():N}");
    private readonly ConcurrentDictionary<Guid, int> accepted = new();
    private ProbeWorld? world;
    private BrokerWire? wire;
    private Random random = null!;
    private volatile int oneIn;
    private int vanished;

    [Fact]
    public async Task False_timeouts_and_lost_acknowledgements_lose_nothing_and_double_nothing()
    {
        await LoadAsync(Settings.Number("NTM_FAULTS_QUESTIONS", 300), oneInSoMany: 100, inboxOff: false);

        var world = this.world!;
        await Eventually.TrueAsync(world.IsQuiescentAsync, "nothing is under way", TimeSpan.FromSeconds(60));
        Assert.Equal(accepted.Keys.Order(), world.Database.Rows("""SELECT "Id" FROM "Questions" """, row => row.GetGuid(0)).Order());
        Assert.All(accepted.Values, answers => Assert.Equal(1, answers));
        Assert.Equal(accepted.Keys.Order(), world.Database.Rows("""SELECT "QuestionId" FROM "Answers" """, row => row.GetGuid(0)).Order());
        Assert.Equal(accepted.Count, world.Database.Number("""SELECT count(*) FROM "Inbox" """));
        Assert.Equal(world.Promised().Order(), world.Received.Distinct().Order());
        Assert.True(TimedOut > 0 && vanished > 0, "No fault came about, so this run proved nothing.");
    }

    [Fact]
    public async Task Control_the_same_faults_have_double_effect_when_the_inbox_is_off()
    {
        await LoadAsync(60, oneInSoMany: 8, inboxOff: true);

        await Eventually.TrueAsync(
            () => world!.Database.Number("""SELECT count(*) FROM "Answers" """) > accepted.Count,
            "a question had two effects"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await (world?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (wire?.DisposeAsync() ?? ValueTask.CompletedTask);
        File.Delete(armed);
        File.Delete(armed + DatabaseFaults.Done);
    }

    private int TimedOut => File.Exists(armed + DatabaseFaults.Done) ? File.ReadLines(armed + DatabaseFaults.Done).Count() : 0;

    /// <summary>Sends questions under faults until every one is accepted, then ends the faults.</summary>
    private async Task LoadAsync(int questions, int oneInSoMany, bool inboxOff)
    {
        var seed = Settings.Seed;
        output.WriteLine($"NTM_FAULTS_SEED={seed}");
        random = new Random(seed);
        world = await ProbeWorld.CreateAsync();
        wire = new BrokerWire(world.BrokerPort, VanishAsync);
        var replicas = Enumerable
            .Range(1, 2)
            .Select(number =>
                world.Probe(
                    ProbeProcess.Inside(
                        (DatabaseFaults.Armed, armed),
                        (DatabaseFaults.TimeoutOneIn, Text(oneInSoMany)),
                        (DatabaseFaults.Seed, Text(unchecked(seed + number))),
                        (FaultyHost.InboxOff, inboxOff ? "1" : "0")
                    ),
                    wire.Port
                )
            )
            .ToArray();
        await Task.WhenAll(replicas.Select(replica => replica.StartAsync()));
        await File.WriteAllTextAsync(armed, "");
        oneIn = oneInSoMany;

        await Parallel.ForAsync(
            0,
            questions,
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            (number, _) => AskAsync(replicas, number)
        );
        await Eventually.TrueAsync(
            () => world.Database.Number("""SELECT count(*) FROM "Answers" """) >= questions * 9 / 10,
            "nine in ten are answered under faults"
        );

        File.Delete(armed);
        oneIn = 0;
        wire.CutAll();
        output.WriteLine(
            $"{questions} questions; {TimedOut} writes were done and reported as timed out, {vanished} acknowledgements vanished"
        );
    }

    /// <summary>Asked of either replica, under one key, until it is accepted.</summary>
    private async ValueTask AskAsync(ProbeProcess[] replicas, int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/probe/questions")
            {
                Content = JsonContent.Create(new { text = Text(number) }),
            };
            request.Headers.Add("Idempotency-Key", "question-" + Text(number));
            using var answer = await replicas[(number + attempt) % replicas.Length].Http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                accepted.AddOrUpdate(
                    (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid(),
                    1,
                    (_, count) => count + 1
                );
                return;
            }

            Assert.Equal(503, (int)answer.StatusCode);
        }
    }

    private ValueTask<Fate> VanishAsync(string moment)
    {
        lock (random)
        {
            if (moment is not (KillPoint.BeforeAck or KillPoint.AfterPublish) || oneIn == 0 || random.Next(oneIn) > 0)
            {
                return ValueTask.FromResult(Fate.Pass);
            }

            vanished++;
            return ValueTask.FromResult(Fate.Drop);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Host;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>
/// Runs replicas of the probe under steady questions while one fault lasts. Prints how often messages were redelivered and published
/// again, what had a second effect, and the rate before and after; the rate is to come back within a minute.
/// </summary>
internal sealed class DegradedRun : IAsyncDisposable
{
    private const double Back = 0.95;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    private readonly ITestOutputHelper output;
    private readonly BrokerWire wire;
    private readonly Questions questions;

    private DegradedRun(ITestOutputHelper output, ProbeWorld world, BrokerWire wire, IReadOnlyList<ProbeProcess> replicas)
    {
        (this.output, World, this.wire, Replicas) = (output, world, wire, replicas);
        questions = new Questions(replicas);
    }

    public ProbeWorld World { get; }

    public IReadOnlyList<ProbeProcess> Replicas { get; }

    public int Refused => questions.Refused;

    /// <summary>Starts so many replicas in the same moment.</summary>
    /// <param name="output">Where figures are printed.</param>
    /// <param name="replicas">How many.</param>
    /// <param name="first">What the first replica has of its own: environment, port of the broker, port of the database.</param>
    public static async Task<DegradedRun> StartAsync(
        ITestOutputHelper output,
        int replicas,
        Func<ProbeWorld, (IReadOnlyDictionary<string, string>? Environment, int? Broker, int? Database)>? first = null
    )
    {
        var world = await ProbeWorld.CreateAsync();
        var wire = new BrokerWire(world.BrokerPort, _ => ValueTask.FromResult(Fate.Pass));
        var own = first?.Invoke(world) ?? default;
        var probes = Enumerable
            .Range(0, replicas)
            .Select(number =>
                number == 0 ? world.Probe(own.Environment, own.Broker ?? wire.Port, own.Database) : world.Probe(brokerPort: wire.Port)
            )
            .ToList();
        await Task.WhenAll(probes.Select(probe => probe.StartAsync()));
        return new DegradedRun(output, world, wire, probes);
    }

    /// <summary>Measures, lets the fault happen, waits for the rate to come back, and holds what is left against what was
    /// accepted.</summary>
    public async Task SufferAsync(Func<Task> fault)
    {
        questions.Begin();
        await Eventually.TrueAsync(() => questions.Accepted.Count > 1500, "the replicas are warm");
        var before = await questions.RateAsync(Window);
        await fault();
        var watch = Stopwatch.StartNew();
        var after = 0.0;
        while (watch.Elapsed < Recovery && (after = await questions.RateAsync(Window)) < Back * before) { }

        var took = watch.Elapsed - Window;
        await questions.EndAsync();
        await Eventually.TrueAsync(World.IsQuiescentAsync, "nothing is under way");
        output.WriteLine(
            $"{questions.Accepted.Count} questions, {questions.Refused} times refused or unanswered; {wire.DeliveredAgain} redelivered, "
                + $"{World.Received.Count - World.Received.Distinct().Count()} published again, {Effects - questions.Accepted.Count} "
                + "second "
                + "effects; "
                + $"{before:0} a second before, {after:0} after ({after / before:P0}), {took.TotalSeconds:0} s later"
        );
        Check();
        Assert.True(after >= Back * before, $"The rate came back to {after:0} of {before:0} a second within {Recovery.TotalSeconds:0} s.");
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await wire.DisposeAsync();
    }

    private long Effects => World.Database.Number("""SELECT count(*) FROM "Answers" """);

    private void Check()
    {
        Assert.Equal(questions.Accepted.Count, questions.Accepted.Distinct().Count());
        Assert.Equal(questions.Accepted.Order(), World.Database.Rows("""SELECT "Id" FROM "Questions" """, row => row.GetGuid(0)).Order());
        Assert.Equal(
            questions.Accepted.Order(),
            World.Database.Rows("""SELECT "QuestionId" FROM "Answers" """, row => row.GetGuid(0)).Order()
        );
        Assert.Equal(World.Promised().Order(), World.Received.Distinct().Order());
        Assert.Equal(0, World.Database.Number("""SELECT count(*) FROM "Outbox" """));
    }
}

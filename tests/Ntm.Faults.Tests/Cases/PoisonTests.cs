using System.Diagnostics;
using System.Text;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Probe.V1;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>Messages of every kind that cannot be handled, among others that can.</summary>
[Collection(Alone.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int Questions = 40;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Poison_of_every_kind_is_dead_lettered_with_its_reason_and_delays_no_other()
    {
        await using var world = await ProbeWorld.CreateAsync();
        var probe = world.Probe(new Dictionary<string, string> { ["Messaging__MaxAttempts"] = "4" });
        await probe.StartAsync();
        await LatencyAsync(world);
        var quiet = await LatencyAsync(world);

        await PoisonAsync(world);
        var poisoned = await LatencyAsync(world);
        await Eventually.TrueAsync(() => Dead(world).Count == 6, "all six are dead");

        // At first the runtime still compiles what the poison used.
        var busy = 1.0;
        await Eventually.TrueAsync(async () => (busy = await BusyAsync(probe)) < 0.2, "the process rests");
        output.WriteLine(
            $"Median from question to answer {quiet.TotalMilliseconds:0.0} ms, among poison {poisoned.TotalMilliseconds:0.0} ms; "
                + $"afterwards {busy:P0} of a core"
        );
        Dead(world).ForEach(output.WriteLine);
        Assert.Equal(
            [
                "own, 4 tries: Không biết loại bản tin “Ntm.Probe.V1.Gone”.",
                "own, 4 tries: No queue receives Ntm.Probe.V1.Lonely.",
                "received, 0 tries: Nội dung không phải JSON đúng",
                "received, 0 tries: Nội dung không phải JSON đúng",
                "received, 4 tries: Không biết loại bản tin “Ntm.Probe.V1.Unknown”.",
                "received, 4 tries: No answer to the question without an id.",
            ],
            Dead(world).Select(line => line.Split(", hoặc")[0])
        );
        Assert.True(poisoned < quiet * 2 + TimeSpan.FromMilliseconds(5), $"{poisoned} instead of {quiet}");
        Assert.Equal(6, world.Outbox());
    }

    /// <summary>Without waits and without dead-lettering, poison is retried for ever and the process is never idle.</summary>
    [Fact]
    public async Task Control_without_waits_and_dead_letters_the_process_is_never_idle()
    {
        await using var world = await ProbeWorld.CreateAsync();
        var probe = world.Probe(
            new Dictionary<string, string> { ["Messaging__MaxAttempts"] = "1000000", ["Messaging__FirstBackOff"] = "00:00:00" }
        );
        await probe.StartAsync();

        await PoisonAsync(world);
        await Eventually.TrueAsync(() => Dead(world).Count == 2, "what cannot be read is dead");

        var busy = await BusyAsync(probe);
        output.WriteLine($"{busy:P0} of a core");
        Assert.True(busy >= 0.2, $"{busy:P0} of a core");
    }

    private static async Task PoisonAsync(ProbeWorld world)
    {
        var type = typeof(Asked).FullName!;
        await world.SendAsync("{}"u8.ToArray(), "Ntm.Probe.V1.Unknown", Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.SendAsync("{\"questionId\":"u8.ToArray(), type, Guid.CreateVersion7(), Guid.CreateVersion7());
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        await world.SendAsync(Encoding.UTF8.GetBytes(deep), type, Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.AskAsync(new Asked { EventId = Guid.CreateVersion7(), QuestionId = Guid.Empty });
        world.PutInOutbox("Ntm.Probe.V1.Gone");
        world.PutInOutbox(typeof(Lonely).FullName!);
    }

    /// <summary>One question at a time, from the broker's confirm to the second event that answers it.</summary>
    private static async Task<TimeSpan> LatencyAsync(ProbeWorld world)
    {
        var times = new List<TimeSpan>();
        for (var question = 1; question <= Questions; question++)
        {
            var (before, watch) = (world.Received.Count, Stopwatch.StartNew());
            await world.AskAsync();
            await Eventually.TrueAsync(() => world.Received.Count == before + 2, "the question is answered");
            times.Add(watch.Elapsed);
        }

        return times.Order().ElementAt(Questions / 2);
    }

    /// <summary>Share of a core that the process uses while it gets no requests.</summary>
    private static async Task<double> BusyAsync(ProbeProcess probe)
    {
        var (before, watch) = (probe.Worked, Stopwatch.StartNew());
        await Task.Delay(Watched, TimeProvider.System);
        return (probe.Worked - before) / watch.Elapsed;
    }

    private static List<string> Dead(ProbeWorld world) =>
        world
            .Database.Texts(
                """
                SELECT CASE WHEN "OrderKey" LIKE 'retry:%' THEN 'received' ELSE 'own' END || ', ' || "Attempts" || ' tries: '
                || "LastError" FROM "Outbox" WHERE "Dead"
                """
            )
            .Order(StringComparer.Ordinal)
            .ToList();
}

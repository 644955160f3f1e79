using System.Diagnostics;
using System.Globalization;

namespace Ntm.Benchmarks.Messages;

/// <summary>How much is sent.</summary>
/// <param name="WarmUp">Notes at the steady rate before those that count.</param>
/// <param name="Steady">Notes at the steady rate.</param>
/// <param name="Backlog">Events that lie in the outbox before the relays find them.</param>
internal sealed record Traffic(int WarmUp, int Steady, int Backlog)
{
    public static readonly Traffic Full = new(6000, 3000, 2_000);
    public static readonly Traffic Brief = new(150, 450, 500);
}

/// <summary>
/// What events cost between two services over RabbitMQ and PostgreSQL: the wait from the commit that publishes to the commit
/// that received, processor time, and how fast one, two and four relays empty one outbox; beside the bare way.
/// </summary>
internal static class MessagesBenchmark
{
    private const int PerSecond = 150;
    private static readonly int[] Relays = [1, 2, 4];

    public static async Task RunAsync(string folder, Traffic traffic)
    {
        Directory.CreateDirectory(folder);
        Console.WriteLine("Starting PostgreSQL, RabbitMQ and two services …");
        await using var servers = await NoteServers.StartAsync();
        await using var platform = await PlatformNotes.StartAsync(servers, folder);
        await using var bare = await BareNotes.StartAsync(servers);
        var report = new Report("figure", "platform", "floor");

        Console.WriteLine($"Events at a steady {PerSecond}/s …");
        var (floor, waits) = (await SteadyAsync(servers, bare, traffic), await SteadyAsync(servers, platform, traffic));
        report.Row($"commit to next inbox at {PerSecond}/s, p50 ms", waits.Waits.P50, floor.Waits.P50, "");
        report.Row($"commit to next inbox at {PerSecond}/s, p99 ms", waits.Waits.P99, floor.Waits.P99, "<= 2000 ms");
        report.Row($"commit to next inbox at {PerSecond}/s, longest ms", waits.Waits.Most, floor.Waits.Most, "");
        report.Row("processor ms an event, both services", waits.CpuMs, floor.CpuMs, "<= 2.5 ms");

        report.Note(string.Create(CultureInfo.InvariantCulture, $"{traffic.Steady} events at {PerSecond}/s."));
        report.Print(Console.Out);

        report = new Report("figure", "platform", "floor");
        foreach (var relays in Relays)
        {
            Console.WriteLine($"A backlog of {traffic.Backlog} events, relays: {relays} …");
            var (under, paces) = (await EmptyAsync(servers, bare, traffic, relays), await EmptyAsync(servers, platform, traffic, relays));
            report.Row($"events/s out of one outbox, relays: {relays}", paces.Out, under.Out, "");
            report.Row($"events/s into the consumer's inbox, relays: {relays}", paces.In, under.In, "");
        }

        report.Note("Relays of the platform are processes, those of the floor tasks of this one.");
        report.Print(Console.Out);
    }

    /// <summary>Waits by PostgreSQL's own record of the two commits, and processor time an event.</summary>
    private static async Task<(Waits Waits, double CpuMs)> SteadyAsync(NoteServers servers, INoteWay way, Traffic traffic)
    {
        var places = way.Places;
        await way.RelayAsync(1);
        await way.WriteAsync(traffic.WarmUp, PerSecond);
        await ReceivedAsync(servers, way, traffic.WarmUp);
        var before = await servers.CommittedAsync(places.Receiver, places.Inbox, places.MessageId);
        var cpu = way.CpuMs();
        await way.WriteAsync(traffic.Steady, PerSecond);
        await ReceivedAsync(servers, way, traffic.WarmUp + traffic.Steady);
        cpu = way.CpuMs() - cpu;
        await way.RelayAsync(0);
        var sender = await servers.CommittedAsync(places.Sender, places.Notes, places.NoteId);
        var received = await servers.CommittedAsync(places.Receiver, places.Inbox, places.MessageId);
        var waits = sender.Keys.Except(before.Keys).Select(note => (received[note] - sender[note]).TotalMilliseconds);
        return (Waits.Of(waits), cpu / traffic.Steady);
    }

    /// <summary>The second of two backlogs: with the first the relays' processes are still cold.</summary>
    private static async Task<(double Out, double In)> EmptyAsync(NoteServers servers, INoteWay way, Traffic traffic, int relays)
    {
        await way.RelayAsync(relays);
        await EmptyAsync(servers, way, traffic);
        var paces = await EmptyAsync(servers, way, traffic);

        // The process that is not measured does not poll: its polls would slow the other down.
        await way.RelayAsync(0);
        return paces;
    }

    /// <summary>Events a second that left the outbox, and that reached the inbox: from the first that did to the last.</summary>
    private static async Task<(double Out, double In)> EmptyAsync(NoteServers servers, INoteWay way, Traffic traffic)
    {
        var places = way.Places;
        var before = await servers.CommittedAsync(places.Receiver, places.Inbox, places.MessageId);
        await servers.ExecuteAsync(places.Sender, way.Backlog(traffic.Backlog));
        var watch = new Stopwatch();
        for (var left = (long)traffic.Backlog; left > 0; left = await servers.CountAsync(places.Sender, places.Outbox))
        {
            if (left < traffic.Backlog && !watch.IsRunning)
            {
                watch.Start();
            }

            await Task.Delay(50);
        }

        var pace = traffic.Backlog / watch.Elapsed.TotalSeconds;
        await ReceivedAsync(servers, way, before.Count + traffic.Backlog);
        var received = await servers.CommittedAsync(places.Receiver, places.Inbox, places.MessageId);
        var own = received.Where(row => !before.ContainsKey(row.Key)).Select(row => row.Value).ToList();
        return (pace, traffic.Backlog / (own.Max() - own.Min()).TotalSeconds);
    }

    private static async Task ReceivedAsync(NoteServers servers, INoteWay way, long events)
    {
        while (await servers.CountAsync(way.Places.Receiver, way.Places.Inbox) < events)
        {
            await Task.Delay(100);
        }
    }
}

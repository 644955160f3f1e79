using System.Text.Json;
using Ntm.Benchmarks.V1;
using Ntm.Messaging;
using Ntm.ServiceHost;
using Ntm.Testing;

namespace Ntm.Benchmarks.Messages;

/// <summary>The platform's way: outbox, relay, broker and inbox of the building blocks, each service a process of its own.</summary>
internal sealed class PlatformNotes : INoteWay
{
    private readonly NoteServers servers;
    private readonly string folder;
    private readonly List<HostProcess> senders = [];
    private readonly HostProcess consumer;

    private PlatformNotes(NoteServers servers, string folder) =>
        (this.servers, this.folder, consumer) = (servers, folder, Process("receive", servers.Settings("receiver"), folder));

    public NotePlaces Places { get; } = new("sender", "receiver", "\"Notes\"", "\"Id\"", "\"Inbox\"", "\"MessageId\"", "\"Outbox\"");

    public static async Task<PlatformNotes> StartAsync(NoteServers servers, string folder)
    {
        var way = new PlatformNotes(servers, folder);
        foreach (var (name, consumes) in (IEnumerable<(string, bool)>)[("sender", false), ("receiver", true)])
        {
            await servers.ExecuteAsync("postgres", $"CREATE DATABASE {name}");
            foreach (var verb in (string[])["migrate", "deploy-topology"])
            {
                var settings = servers
                    .Settings(name)
                    .Select(pair => $"--{pair.Key.Replace("__", ":", StringComparison.Ordinal)}={pair.Value}");
                await RunAsync(consumes, [verb, .. settings]);
            }
        }

        await way.consumer.StartAsync();
        return way;
    }

    /// <summary>Runs one of the two services in this process.</summary>
    public static Task<int> RunAsync(bool consumes, string[] arguments) =>
        ServiceProcess.RunAsync(arguments, typeof(Noted).Assembly, new NoteModule(consumes));

    public async Task RelayAsync(int relays)
    {
        foreach (var teller in senders)
        {
            await teller.DisposeAsync();
        }

        senders.Clear();
        senders.AddRange(Enumerable.Range(0, relays).Select(_ => Process("send", servers.Settings("sender"), folder)));
        foreach (var teller in senders)
        {
            await teller.StartAsync();
        }
    }

    public async Task WriteAsync(int count, int perSecond)
    {
        using var http = new HttpClient { BaseAddress = senders[0].Address, Timeout = TimeSpan.FromMinutes(10) };
        using var answer = await http.PostAsync($"/benchmarks/notes?count={count}&perSecond={perSecond}", null);
        answer.EnsureSuccessStatusCode();
    }

    public string Backlog(int events) =>
        $"""
            INSERT INTO "Outbox"("MessageId", "Type", "Body", "OrderKey", "CreatedAt", "DueAt", "Attempts", "Dead")
            SELECT id, '{typeof(Noted).FullName}', replace('{Body()}', '{Guid.Empty}', id::text), replace(id::text, '-', ''),
            clock_timestamp(), 0, 0, FALSE
            FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, {events})) ids
            """;

    public double CpuMs() => senders.Append(consumer).Sum(process => process.Worked.TotalMilliseconds);

    public async ValueTask DisposeAsync()
    {
        await RelayAsync(0);
        await consumer.DisposeAsync();
    }

    private static HostProcess Process(string verb, Dictionary<string, string> settings, string folder) =>
        new(typeof(PlatformNotes).Assembly.Location, folder, settings, address => [verb, "--urls", address]);

    private static string Body() => JsonSerializer.Serialize(new Noted { EventId = Guid.Empty, Text = NoteText.Of }, EventJson.Options);
}

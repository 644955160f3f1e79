using System.Text.Json;
using Ntm.Benchmarks.V1;
using Ntm.BuildingBlocks.Messaging;
using Ntm.RabbitMq;
using Ntm.Testing;

namespace Ntm.Benchmarks.Messages;

/// <summary>The platform's way: outbox, relay, broker and inbox of the building blocks, each service a process of its own.</summary>
internal sealed class PlatformNotes : INoteWay
{
    private readonly NoteServers servers;
    private readonly string folder;
    private readonly List<HostProcess> tellers = [];
    private readonly HostProcess hearer;

    private PlatformNotes(NoteServers servers, string folder) =>
        (this.servers, this.folder, hearer) = (servers, folder, Process("hear", servers.Settings("heard"), folder));

    public NotePlaces Places { get; } = new("told", "heard", "\"Notes\"", "\"Id\"", "\"Inbox\"", "\"MessageId\"", "\"Outbox\"");

    public static async Task<PlatformNotes> StartAsync(NoteServers servers, string folder)
    {
        var way = new PlatformNotes(servers, folder);
        foreach (var (name, hears) in (IEnumerable<(string, bool)>)[("told", false), ("heard", true)])
        {
            await servers.TellAsync("postgres", $"CREATE DATABASE {name}");
            foreach (var verb in (string[])["migrate", "deploy-topology"])
            {
                var settings = servers
                    .Settings(name)
                    .Select(pair => $"--{pair.Key.Replace("__", ":", StringComparison.Ordinal)}={pair.Value}");
                await RunAsync(hears, [verb, .. settings]);
            }
        }

        await way.hearer.StartAsync();
        return way;
    }

    /// <summary>Runs one of the two services in this process.</summary>
    public static Task<int> RunAsync(bool hears, string[] arguments) =>
        ServiceProcess.RunAsync(arguments, typeof(Noted).Assembly, new NoteModule(hears), _ => { });

    public async Task RelayAsync(int relays)
    {
        foreach (var teller in tellers)
        {
            await teller.DisposeAsync();
        }

        tellers.Clear();
        tellers.AddRange(Enumerable.Range(0, relays).Select(_ => Process("tell", servers.Settings("told"), folder)));
        foreach (var teller in tellers)
        {
            await teller.StartAsync();
        }
    }

    public async Task WriteAsync(int count, int perSecond)
    {
        using var http = new HttpClient { BaseAddress = tellers[0].Address, Timeout = TimeSpan.FromMinutes(10) };
        using var answer = await http.PostAsync($"/benchmarks/notes?count={count}&perSecond={perSecond}", null);
        answer.EnsureSuccessStatusCode();
    }

    public string Backlog(int facts) =>
        $"""
            INSERT INTO "Outbox"("MessageId", "Type", "Body", "OrderKey", "CreatedAt", "DueAt", "Attempts", "Dead")
            SELECT id, '{typeof(Noted).FullName}', replace('{Body()}', '{Guid.Empty}', id::text), replace(id::text, '-', ''),
            clock_timestamp(), 0, 0, FALSE
            FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, {facts})) ids
            """;

    public double CpuMs() => tellers.Append(hearer).Sum(process => process.Worked.TotalMilliseconds);

    public async ValueTask DisposeAsync()
    {
        await RelayAsync(0);
        await hearer.DisposeAsync();
    }

    private static HostProcess Process(string verb, Dictionary<string, string> settings, string folder) =>
        new(typeof(PlatformNotes).Assembly.Location, folder, settings, address => [verb, "--urls", address]);

    private static string Body() => JsonSerializer.Serialize(new Noted { EventId = Guid.Empty, Text = NoteText.Of }, FactJson.Options);
}

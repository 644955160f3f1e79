using System.Diagnostics;
using System.Text.Json;
using Ntm.Ledger.Checks;

namespace Ntm.Ledger;

/// <summary>Holds what the clients know against databases, queues and events, promise by promise.</summary>
internal sealed class LedgerRun(RunFile run)
{
    private static readonly string[] Services = ["identity", "assessment", "planning", "dossier", "notifications"];

    private readonly Findings findings = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Dictionary<string, ServiceDatabase> databases = Services.ToDictionary(
        service => service,
        service => new ServiceDatabase(run.Engine, service, run.Databases[service])
    );

    private IReadOnlyList<FeedEvent> events = [];
    private AcceptedFile accepted = new([]);

    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        accepted = AcceptedFile.Read(run.Accepted);
        await new Quiescence(databases.Values, run, findings).CheckAsync();
        new Commands(databases, accepted, findings).Check();
        new Effects(databases, accepted, run.Files, findings).Check();
        if (run.Feed is not null)
        {
            var all = await Feed.ReadAsync(run.Feed);
            new FeedRows(databases["notifications"], all, findings).Check();
            events = [.. all.Where(one => one.Dossier.Length > 0)];
            new Events(databases, events, accepted, findings).Check();
            new Histories(databases, events, findings).Check();
            if (run.Measure is { } measure)
            {
                new Stories(databases, events, accepted, $"{measure}", findings).Check();
            }
        }

        new AuditChains(databases["dossier"], findings).Check();
        foreach (var database in databases.Values)
        {
            new AuditChains(database, findings).CheckService();
        }

        new Plans(databases, accepted, run.Now, findings).Check();
        if (run.Samples is not null)
        {
            new Resources(run.Samples, findings).Check();
        }

        return findings.All;
    }

    /// <summary>The last line: what was looked at, as one JSON object.</summary>
    public string Count(int found) =>
        JsonSerializer.Serialize(
            new
            {
                findings = found,
                commands = accepted.All.Count,
                events = events.Count,
                dossiers = events.Select(one => one.Dossier).Distinct().Count(),
                seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
            }
        );
}

using System.Globalization;
using System.Text.RegularExpressions;
using Ntm.Faults.Tests.Local;

namespace Ntm.Faults.Tests.Check;

/// <summary>Where a platform keeps what it holds for true: databases, files, queues.</summary>
internal abstract class Truth
{
    private readonly Dictionary<string, LedgerDatabase> databases = [];

    public IEnumerable<LedgerDatabase> Databases => LedgerDatabase.Services.Select(Of);

    /// <summary>Folder in which uploaded files lie, at any depth.</summary>
    public abstract string Files { get; }

    public LedgerDatabase Of(string service) => databases.TryGetValue(service, out var known) ? known : databases[service] = Open(service);

    /// <summary>What is damaged below the tables, each a sentence.</summary>
    public virtual IEnumerable<string> Damage() => [];

    /// <summary>Queues that hold messages, dead letters included, each with its number.</summary>
    public abstract Task<IReadOnlyList<string>> FullQueuesAsync();

    protected abstract LedgerDatabase Open(string service);
}

/// <summary>The single process: a file a service, and no queue outside of it.</summary>
internal sealed class FolderTruth(string folder) : Truth
{
    public override string Files => folder;

    public override IEnumerable<string> Damage() => Databases.SelectMany(database => database.Texts("PRAGMA integrity_check")
        .Where(line => line != "ok").Select(line => $"{database.Service}: integrity: {line}"));

    public override Task<IReadOnlyList<string>> FullQueuesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    protected override LedgerDatabase Open(string service) => LedgerDatabase.OfFile(folder, service);
}

/// <summary>Many processes: a database a service on PostgreSQL, and the queues of RabbitMQ.</summary>
internal sealed partial class LocalTruth(LocalPlatform platform) : Truth
{
    public override string Files => platform.PathOf("data", "files");

    public override async Task<IReadOnlyList<string>> FullQueuesAsync() =>
        [.. (await QueuesAsync()).Where(queue => queue.Messages > 0).Select(queue => $"queue {queue.Name} holds {queue.Messages}")];

    /// <summary>Every queue with the messages that wait or are under way in it, as the broker itself counts them.</summary>
    public async Task<IReadOnlyList<(string Name, long Messages)>> QueuesAsync()
    {
        var script = $"set -a; {string.Join(' ', Variables())} exec rabbitmqctl --silent list_queues --vhost ntm name messages";
        var (code, output) = await platform.RunAsync("bash", "-c", script);
        return code == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .Where(parts => parts.Length == 2 && long.TryParse(parts[1], out _))
                .Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)))]
            : throw new InvalidOperationException($"rabbitmqctl ended with {code}: {output}");
    }

    protected override LedgerDatabase Open(string service) => LedgerDatabase.OfServer(
        ConnectionString().Match(File.ReadAllText(platform.PathOf("run", service + ".env"))).Groups[1].Value, service);

    /// <summary>How the broker was started says how to speak to it.</summary>
    private IEnumerable<string> Variables() => Variable().Matches(File.ReadAllText(platform.PathOf("run", "rabbitmq.sh"))).Select(match => match.Value);

    [GeneratedRegex("Persistence__ConnectionString=\"([^\"]+)\"")]
    private static partial Regex ConnectionString();

    [GeneratedRegex("(HOME|ERL_EPMD_PORT|RABBITMQ_NODENAME|RABBITMQ_CONF_ENV_FILE)=\\S+")]
    private static partial Regex Variable();
}

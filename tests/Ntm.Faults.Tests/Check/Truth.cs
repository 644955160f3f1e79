using System.Text.RegularExpressions;
using Ntm.Faults.Tests.Local;

namespace Ntm.Faults.Tests.Check;

/// <summary>Where a platform keeps what it holds for true: databases, files, queues.</summary>
internal abstract class Truth
{
    private readonly Dictionary<string, LedgerDatabase> databases = [];

    public IEnumerable<LedgerDatabase> Databases => LedgerDatabase.Services.Select(Of);

    /// <summary>Engine of the databases, as the ledger program names it.</summary>
    public abstract string Engine { get; }

    /// <summary>Folder in which uploaded files lie, at any depth.</summary>
    public abstract string Files { get; }

    /// <summary>Environment in which <c>rabbitmqctl</c> reaches the broker; null where there is none.</summary>
    public virtual IReadOnlyDictionary<string, string>? Broker => null;

    public LedgerDatabase Of(string service) => databases.TryGetValue(service, out var known) ? known : databases[service] = Open(service);

    protected abstract LedgerDatabase Open(string service);
}

/// <summary>The single process: a file a service, and no queue outside of it.</summary>
internal sealed class FolderTruth(string folder) : Truth
{
    public override string Engine => "Sqlite";

    public override string Files => folder;

    protected override LedgerDatabase Open(string service) => LedgerDatabase.OfFile(folder, service);
}

/// <summary>Many processes: a database a service on PostgreSQL, and the queues of RabbitMQ.</summary>
internal sealed partial class LocalTruth(LocalPlatform platform) : Truth
{
    public override string Engine => "PostgreSql";

    public override string Files => platform.PathOf("data", "files");

    /// <summary>How the broker was started says how to speak to it.</summary>
    public override IReadOnlyDictionary<string, string> Broker =>
        Variable()
            .Matches(File.ReadAllText(platform.PathOf("run", "rabbitmq.sh")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    protected override LedgerDatabase Open(string service) =>
        new(service, ConnectionString().Match(File.ReadAllText(platform.PathOf("run", service + ".env"))).Groups[1].Value);

    [GeneratedRegex("Persistence__ConnectionString=\"([^\"]+)\"")]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"\b(HOME|ERL_EPMD_PORT|RABBITMQ_NODENAME|RABBITMQ_CONF_ENV_FILE)=(\S+)")]
    private static partial Regex Variable();
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Npgsql;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Check;
using Ntm.Messaging;
using Ntm.Probe;
using Ntm.Probe.V1;
using Ntm.RabbitMq;
using Ntm.ServiceHost;
using Ntm.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>
/// A database and a virtual host for probes, each a process of its own; what they publish is received here, every copy of it.
/// </summary>
internal sealed class ProbeWorld : IAsyncDisposable
{
    public const string Queue = "probe.on-asked";

    private readonly List<ProbeProcess> probes = [];
    private readonly ConcurrentQueue<Guid> received = new();
    private readonly RabbitMqServer broker;
    private readonly string databases = Guid.CreateVersion7().ToString("N");
    private IConnection connection = null!;
    private IChannel channel = null!;

    private ProbeWorld(RabbitMqServer broker, PostgreSqlServer database, string host)
    {
        (this.broker, Host) = (broker, host);
        ConnectionString =
            database.ConnectionString(databases).Replace("{service}", "probe", StringComparison.Ordinal) + ";SSL Mode=Disable";
        DatabasePort = new NpgsqlConnectionStringBuilder(ConnectionString).Port;
        Database = new LedgerDatabase("probe", ConnectionString);
    }

    /// <summary>Address of the virtual host.</summary>
    public string Host { get; }

    public int BrokerPort => broker.Port;

    public int DatabasePort { get; }

    public string ConnectionString { get; }

    public LedgerDatabase Database { get; }

    /// <summary>Ids of the events that came out, each as often as it came.</summary>
    public IReadOnlyCollection<Guid> Received => received;

    /// <summary>Makes the tables and lays out the topology, as the roll-out of a service does; nothing runs yet.</summary>
    /// <param name="broker">Unless it is the shared one.</param>
    /// <param name="database">Unless it is the shared one.</param>
    public static async Task<ProbeWorld> CreateAsync(RabbitMqServer? broker = null, PostgreSqlServer? database = null)
    {
        broker ??= await RabbitMqServer.SharedAsync();
        var world = new ProbeWorld(broker, database ?? await PostgreSqlServer.SharedAsync(), broker.NewHost());
        foreach (var verb in (string[])["migrate", "deploy-topology"])
        {
            var settings = world.Settings(world.Host, world.ConnectionString).Select(pair => $"--{pair.Key}={pair.Value}");
            var code = await ServiceProcess.RunAsync([verb, .. settings], typeof(Asked).Assembly, new ProbeModule());
            Assert.Equal(0, code);
        }

        await world.ListenAsync();
        return world;
    }

    /// <summary>The settings of a probe of any version.</summary>
    public IReadOnlyDictionary<string, string?> ProbeSettings => Settings(Host, ConnectionString);

    /// <summary>A probe that is not started yet.</summary>
    /// <param name="environment">On top of what it needs.</param>
    /// <param name="brokerPort">Where it finds the broker, unless at the broker itself.</param>
    /// <param name="databasePort">Where it finds the database, unless at the database itself.</param>
    /// <param name="program">Another version of it.</param>
    public ProbeProcess Probe(
        IReadOnlyDictionary<string, string>? environment = null,
        int? brokerPort = null,
        int? databasePort = null,
        string? program = null
    )
    {
        var settings = Settings(
            Host.Replace($":{BrokerPort}/", $":{brokerPort ?? BrokerPort}/", StringComparison.Ordinal),
            ConnectionString.Replace($"Port={DatabasePort};", $"Port={databasePort ?? DatabasePort};", StringComparison.Ordinal)
        );
        var probe = new ProbeProcess(settings, environment ?? new Dictionary<string, string>(), program);
        probes.Add(probe);
        return probe;
    }

    /// <summary>Puts a question into the consumer's queue, confirmed; returns what was asked.</summary>
    public async Task<Asked> AskAsync(Asked? again = null)
    {
        var asked = again ?? new Asked { EventId = Guid.CreateVersion7(), QuestionId = Guid.CreateVersion7() };
        await SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(asked, EventJson.Options),
            typeof(Asked).FullName!,
            asked.EventId,
            asked.QuestionId
        );
        return asked;
    }

    /// <summary>Puts anything into the consumer's queue.</summary>
    public async Task SendAsync(byte[] body, string type, Guid id, Guid orderKey) =>
        await channel.BasicPublishAsync(
            "",
            Queue,
            mandatory: true,
            new BasicProperties
            {
                Persistent = true,
                ContentType = "application/json",
                MessageId = id.ToString(),
                Headers = new Dictionary<string, object?>
                {
                    ["ntm-type"] = type,
                    ["ntm-order-key"] = orderKey.ToString(),
                    ["MT-MessageType"] = $"urn:message:{type[..type.LastIndexOf('.')]}:{type[(type.LastIndexOf('.') + 1)..]}",
                },
            },
            body
        );

    /// <summary>Messages that wait in the consumer's queue for a consumer.</summary>
    public async Task<uint> WaitingAsync() => await channel.MessageCountAsync(Queue);

    /// <summary>Takes one message away for good, as the queue's only consumer.</summary>
    public async Task TakeOneAsync()
    {
        await using var other = await connection.CreateChannelAsync();
        await other.BasicQosAsync(0, prefetchCount: 1, global: false);
        var thief = new AsyncEventingBasicConsumer(other);
        var taken = new TaskCompletionSource<ulong>();
        thief.ReceivedAsync += (_, delivery) =>
        {
            taken.TrySetResult(delivery.DeliveryTag);
            return Task.CompletedTask;
        };
        var tag = await other.BasicConsumeAsync(Queue, autoAck: false, thief);
        await other.BasicAckAsync(await taken.Task, multiple: false);
        await other.BasicCancelAsync(tag);
    }

    /// <summary>An event in the outbox that no release of the probe would write.</summary>
    public void PutInOutbox(string type)
    {
        var id = Guid.CreateVersion7();
        PutInOutbox(type, id, $$"""{"eventId":"{{id}}"}""");
    }

    /// <inheritdoc cref="PutInOutbox(string)"/>
    public void PutInOutbox(string type, Guid id, string body) =>
        Database.Spoil(
            $$"""
            INSERT INTO "Outbox" ("MessageId", "Type", "Body", "OrderKey", "CreatedAt", "DueAt", "Attempts", "Dead")
            VALUES ('{{id}}', '{{type}}', '{{body}}', '{{id}}', clock_timestamp(), 0, 0, FALSE)
            """
        );

    /// <summary>How often a question has had its effect.</summary>
    public long Effects(Guid question) => Database.Number($"""SELECT count(*) FROM "Answers" WHERE "QuestionId" = '{question}'""");

    /// <summary>The pairs of events that the effects promise.</summary>
    public List<Guid> Promised() =>
        Database
            .Rows("""SELECT "First", "Second" FROM "Answers" """, row => (Guid[])[row.GetGuid(0), row.GetGuid(1)])
            .SelectMany(pair => pair)
            .ToList();

    /// <summary>Whether nothing is under way: every question answered, every answer out.</summary>
    public async Task<bool> IsQuiescentAsync() =>
        await WaitingAsync() == 0
        && Outbox() == 0
        && Promised().Count == Received.Distinct().Count()
        && Database.Number(
            """SELECT count(*) FROM "Questions" q WHERE NOT EXISTS (SELECT 1 FROM "Answers" a WHERE a."QuestionId" = q."Id")"""
        ) == 0;

    public long Outbox() => Database.Number("""SELECT count(*) FROM "Outbox" """);

    /// <summary>Runs a statement in a transaction that ends after a while and changes nothing.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
    public async Task HoldAsync(string statement, TimeSpan duration)
    {
        await using var holder = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await holder.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(statement, holder, transaction);
        await command.ExecuteNonQueryAsync();
        await Task.Delay(duration, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var probe in probes)
        {
            await probe.DisposeAsync();
        }

        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Dictionary<string, string?> Settings(string host, string database) =>
        new(broker.Settings(host))
        {
            ["Persistence:Provider"] = "PostgreSql",
            ["Persistence:ConnectionString"] = database,
            ["Messaging:PollInterval"] = "00:00:00.100",
            ["Messaging:Lease"] = "00:00:05",
            ["Messaging:FirstBackOff"] = "00:00:00.020",
            ["Messaging:RabbitMq:WatchInterval"] = "00:00:00.250",
            ["Messaging:RabbitMq:PublishTimeout"] = "00:00:02",
            ["Authentication:Issuer"] = "http://127.0.0.1:9",
            ["Authentication:MetadataAddress"] = "http://127.0.0.1:9/unused",
            ["Logging:LogLevel:Default"] = "Warning",
        };

    private async Task ListenAsync()
    {
        connection = await new ConnectionFactory
        {
            Uri = new Uri(Host),
            UserName = "admin",
            Password = broker.Password,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
        );
        await channel.QueueDeclareAsync("sink", durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync("sink", "Ntm.Probe.V1:Answered", "");
        var sink = new AsyncEventingBasicConsumer(channel);
        sink.ReceivedAsync += (_, delivery) =>
        {
            received.Enqueue(Guid.Parse(delivery.BasicProperties.MessageId!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("sink", autoAck: true, sink);
    }
}

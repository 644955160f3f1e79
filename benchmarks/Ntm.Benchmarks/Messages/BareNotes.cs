using System.Diagnostics;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ntm.Benchmarks.Messages;

/// <summary>
/// The floor: the same commits and confirmed publishes by Npgsql and RabbitMQ.Client alone, prepared statements and held
/// connections, in this process: row and event committed, claimed by lease, published, consumed, inbox and row committed,
/// acknowledged, deleted.
/// </summary>
internal sealed class BareNotes : INoteWay
{
    private const string Queue = "floor.on-noted";
    private const int Batch = 64;
    private const int Prefetch = 16;

    private readonly NpgsqlDataSource sender;
    private readonly NpgsqlDataSource received;
    private readonly IConnection connection;
    private readonly SemaphoreSlim written = new(0);
    private readonly List<Task> relays = [];
    private CancellationTokenSource end = new();

    private BareNotes(NoteServers servers, IConnection connection)
    {
        sender = NpgsqlDataSource.Create(
            servers.ConnectionString(Places.Sender) + ";Command Timeout=0;Max Auto Prepare=20;Auto Prepare Min Usages=1"
        );
        received = NpgsqlDataSource.Create(
            servers.ConnectionString(Places.Receiver) + ";Command Timeout=0;Max Auto Prepare=20;Auto Prepare Min Usages=1"
        );
        this.connection = connection;
    }

    public NotePlaces Places { get; } = new("floor_sender", "floor_received", "notes", "id", "inbox", "message", "outbox");

    public static async Task<BareNotes> StartAsync(NoteServers servers)
    {
        var way = new BareNotes(servers, await servers.ConnectAsync(Prefetch));
        await servers.ExecuteAsync("postgres", $"CREATE DATABASE {way.Places.Sender}");
        await servers.ExecuteAsync("postgres", $"CREATE DATABASE {way.Places.Receiver}");
        await servers.ExecuteAsync(
            way.Places.Sender,
            """
            CREATE TABLE notes(id uuid PRIMARY KEY, text text);
            CREATE TABLE outbox(seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message uuid UNIQUE, body text, lease timestamptz);
            """
        );
        await servers.ExecuteAsync(
            way.Places.Receiver,
            """
            CREATE TABLE notes(id uuid PRIMARY KEY, text text);
            CREATE TABLE inbox(message uuid PRIMARY KEY, at timestamptz DEFAULT clock_timestamp());
            """
        );
        await way.ConsumeAsync();
        return way;
    }

    public async Task RelayAsync(int relays)
    {
        await end.CancelAsync();
        await Task.WhenAll(this.relays);
        end = new CancellationTokenSource();
        this.relays.Clear();
        this.relays.AddRange(Enumerable.Range(0, relays).Select(_ => Task.Run(CarryAsync)));
    }

    public async Task WriteAsync(int count, int perSecond) =>
        await Load.PacedAsync(
            count,
            perSecond,
            async _ =>
            {
                var id = Guid.CreateVersion7();
                await CommitAsync(
                    sender,
                    ("INSERT INTO notes VALUES($1, $2)", [id, NoteText.Of]),
                    ("INSERT INTO outbox(message, body) VALUES($1, $2)", [id, NoteText.Of])
                );
                written.Release();
            }
        );

    public string Backlog(int events) =>
        $"INSERT INTO outbox(message, body) SELECT gen_random_uuid(), '{NoteText.Of}' FROM generate_series(1, {events})";

    public double CpuMs() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(relays);
        await connection.DisposeAsync();
        await sender.DisposeAsync();
        await received.DisposeAsync();
    }

    private async Task CarryAsync()
    {
        var own = end.Token;
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
        );
        while (!own.IsCancellationRequested)
        {
            var rows = await ClaimAsync();
            await Task.WhenAll(
                rows.Select(async row =>
                    await channel.BasicPublishAsync(
                        "",
                        Queue,
                        mandatory: true,
                        new BasicProperties { Persistent = true, MessageId = row.Message.ToString() },
                        Encoding.UTF8.GetBytes(row.Body)
                    )
                )
            );
            if (rows.Count > 0)
            {
                await using var delete = sender.CreateCommand("DELETE FROM outbox WHERE seq = ANY($1)");
                delete.Parameters.Add(new NpgsqlParameter { Value = rows.Select(row => row.Seq).ToArray() });
                await delete.ExecuteNonQueryAsync();
            }
            else
            {
                await written.WaitAsync(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private async Task<List<(long Seq, Guid Message, string Body)>> ClaimAsync()
    {
        await using var claim = sender.CreateCommand(
            """
            UPDATE outbox SET lease = clock_timestamp() + interval '30 s' WHERE seq IN
            (SELECT seq FROM outbox WHERE lease IS NULL OR lease < clock_timestamp() ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING seq, message, body
            """
        );
        claim.Parameters.Add(new NpgsqlParameter { Value = Batch });
        await using var reader = await claim.ExecuteReaderAsync();
        var rows = new List<(long, Guid, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2)));
        }

        return rows;
    }

    private async Task ConsumeAsync()
    {
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true }
        );
        await channel.BasicQosAsync(0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var id = Guid.Parse(delivery.BasicProperties.MessageId!);
            var text = Encoding.UTF8.GetString(delivery.Body.Span);
            await CommitAsync(
                received,
                ("INSERT INTO inbox VALUES($1) ON CONFLICT DO NOTHING", [id]),
                ("INSERT INTO notes VALUES($1, $2)", [id, text])
            );
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
    }

    private static async Task CommitAsync(NpgsqlDataSource source, params (string Sql, object[] Values)[] statements)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (sql, values) in statements)
        {
#pragma warning disable CA2100 // The statements above.
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}

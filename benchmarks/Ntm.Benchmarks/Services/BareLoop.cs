using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;

namespace Ntm.Benchmarks.Services;

/// <summary>
/// The floor of a path: as many commits, each of one row of a kilobyte, and as many confirmed publishes to a quorum
/// queue, on the same PostgreSQL and the same RabbitMQ. Nothing is decided, read or consumed.
/// </summary>
internal static class BareLoop
{
    private const string Queue = "floor.bare-loop";
    private static readonly byte[] Event = new byte[1024];
    private static readonly string Row = new('r', 1024);

    /// <returns>Paths a second.</returns>
    public static async Task<double> RunAsync(LocalServices services, int paths, int workers, double commits, double publishes)
    {
        await using var connection = await services.Broker().CreateConnectionAsync();
        await PrepareAsync(services, connection);
        var left = paths;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(async _ =>
                {
                    await using var channel = await connection.CreateChannelAsync(
                        new CreateChannelOptions(
                            publisherConfirmationsEnabled: true,
                            publisherConfirmationTrackingEnabled: true,
                            outstandingPublisherConfirmationsRateLimiter: null
                        )
                    );
                    await using var database = services.Database("ntm_floor");
                    await database.OpenAsync();
                    await using var insert = new NpgsqlCommand("INSERT INTO rows(body) VALUES($1)", database)
                    {
                        Parameters = { new NpgsqlParameter { Value = Row } },
                    };
                    await insert.PrepareAsync();
                    while (Interlocked.Decrement(ref left) >= 0)
                    {
                        await PathAsync(insert, channel, commits, publishes);
                    }
                })
        );
        return paths / watch.Elapsed.TotalSeconds;
    }

    private static async Task PathAsync(NpgsqlCommand insert, IChannel channel, double commits, double publishes)
    {
        for (var commit = 0; commit < commits; commit++)
        {
            await using var transaction = await insert.Connection!.BeginTransactionAsync();
            await insert.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        for (var publish = 0; publish < publishes; publish++)
        {
            await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, Event);
        }
    }

    private static async Task PrepareAsync(LocalServices services, IConnection connection)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
        );
        await using (var server = services.Database("postgres"))
        {
            await server.OpenAsync();
            await using var create = new NpgsqlCommand("CREATE DATABASE ntm_floor", server);
            await create.ExecuteNonQueryAsync();
        }

        await using var database = services.Database("ntm_floor");
        await database.OpenAsync();
        await using var table = new NpgsqlCommand(
            "CREATE TABLE rows(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)",
            database
        );
        await table.ExecuteNonQueryAsync();
    }
}

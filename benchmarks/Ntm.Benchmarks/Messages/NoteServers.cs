using System.Globalization;
using Npgsql;
using Ntm.Testing;
using RabbitMQ.Client;

namespace Ntm.Benchmarks.Messages;

/// <summary>A PostgreSQL that knows when each row was committed, and a RabbitMQ, for this run alone.</summary>
internal sealed class NoteServers : IAsyncDisposable
{
    private readonly PostgreSqlServer database;
    private readonly RabbitMqServer broker;
    private readonly string host;

    private NoteServers(PostgreSqlServer database, RabbitMqServer broker) =>
        (this.database, this.broker, host) = (database, broker, broker.NewHost());

    public static async Task<NoteServers> StartAsync()
    {
        var servers = new NoteServers(await PostgreSqlServer.StartAsync(), await RabbitMqServer.StartAsync());
        await servers.ExecuteAsync("postgres", "ALTER SYSTEM SET track_commit_timestamp = on");
        NpgsqlConnection.ClearAllPools();
        await servers.database.StopAsync();
        await servers.database.RestartAsync();
        return servers;
    }

    public string ConnectionString(string name) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString("x"))
        {
            Database = name,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>What a service needs to live on these servers with a database of its own.</summary>
    public Dictionary<string, string> Settings(string name) =>
        new Dictionary<string, string?>(broker.Settings(host))
        {
            ["Persistence:Provider"] = "PostgreSql",
            ["Persistence:ConnectionString"] = ConnectionString(name),
            ["Authentication:Issuer"] = "http://127.0.0.1:9",
            ["Authentication:MetadataAddress"] = "http://127.0.0.1:9/unused",
            ["Logging:LogLevel:Default"] = "Warning",
        }.ToDictionary(pair => pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value!);

    public Task<IConnection> ConnectAsync(ushort atOnce) =>
        new ConnectionFactory
        {
            Uri = new Uri(host),
            UserName = "admin",
            Password = broker.Password,
            ConsumerDispatchConcurrency = atOnce,
        }.CreateConnectionAsync();

    public async Task ExecuteAsync(string name, string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(name));
        await connection.OpenAsync();
        await using var command = Command(connection, statement);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string name, string table)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(name));
        await connection.OpenAsync();
        await using var command = Command(connection, $"SELECT count(*) FROM {table}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>When each row of a table was committed, by its id.</summary>
    public async Task<Dictionary<Guid, DateTime>> CommittedAsync(string name, string table, string id)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(name));
        await connection.OpenAsync();
        await using var command = Command(connection, $"SELECT {id}, pg_xact_commit_timestamp(xmin) FROM {table}");
        await using var rows = await command.ExecuteReaderAsync();
        var committed = new Dictionary<Guid, DateTime>();
        while (await rows.ReadAsync())
        {
            committed[rows.GetGuid(0)] = rows.GetDateTime(1);
        }

        return committed;
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

#pragma warning disable CA2100 // Statements of this program's own.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement) =>
        new(statement, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
}

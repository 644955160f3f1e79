using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ntm.Contracts.Dossier.V1;
using Ntm.Hosting;
using Ntm.Notifications;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Testing;
using Ntm.Web;
using RabbitMQ.Client;

namespace Ntm.Messaging.Tests;

/// <summary>
/// A virtual host with one service that publishes events about dossiers and one that receives them: the feed, which refuses a
/// event whose predecessor is missing. Each runs in as many replicas as a test asks for, on PostgreSQL, under its own account.
/// </summary>
internal sealed class World(RabbitMqServer server) : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly List<TestPlatform> platforms = [];
    private readonly string databases = Guid.CreateVersion7().ToString("N");

    public RabbitMqServer Server => server;

    public string Address { get; } = server.NewHost();

    /// <summary>Declares the topology as the roll-out does, before any service starts.</summary>
    public static async Task<World> CreateAsync(RabbitMqServer server)
    {
        var world = new World(server);
        await world.DeployAsync(new Sender());
        await world.DeployAsync(new NotificationsModule());
        return world;
    }

    public async Task DeployAsync(params IModule[] modules) => await TestPlatform.DeployTopologyAsync(await SettingsAsync(null), modules);

    public Task<TestPlatform> SenderAsync(params (string Key, string Value)[] settings) => StartAsync("dossier", new Sender(), settings);

    public Task<TestPlatform> ReceiverAsync(params (string Key, string Value)[] settings) =>
        StartAsync("notifications", new NotificationsModule(), settings);

    public static DossierClosed Event(Guid dossier, long sequence) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start,
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = "18175",
            UnitPath = "42/439/18175",
            Outcome = "Recognised",
        };

    /// <summary>Commits events to the sender's outbox in one transaction, as a slice does.</summary>
    public static async Task CommitAsync(TestPlatform sender, params IEnumerable<DossierClosed> events)
    {
        await using var scope = sender.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        foreach (var @event in events)
        {
            db.Publish(@event, @event.EventId, @event.DossierId.ToString(), @event.OccurredAt);
        }

        await db.SaveChangesAsync();
    }

    public static async Task<T> ReadAsync<T>(TestPlatform platform, Func<NotificationsDbContext, Task<T>> read)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<NotificationsDbContext>());
    }

    public static Task<List<FeedEvent>> FeedAsync(TestPlatform receiver, params Guid[] dossiers) =>
        ReadAsync(
            receiver,
            db => db.Feed.AsNoTracking().Where(row => dossiers.Contains(row.DossierId!.Value)).OrderBy(row => row.Position).ToListAsync()
        );

    public static Task<List<OutboxRow>> OutboxAsync(TestPlatform platform) =>
        ReadAsync(platform, db => db.Outbox.AsNoTracking().OrderBy(row => row.Seq).ToListAsync());

    /// <summary>The readiness that a platform reports.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> HealthAsync(TestPlatform platform, string probe = "ready")
    {
        using var http = platform.Anonymous();
        using var answer = await http.GetAsync("/health/" + probe);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A connection without the platform, as one service's account or as an administrator.</summary>
    public Task<IConnection> ConnectAsync(string user = "admin") =>
        new ConnectionFactory
        {
            Uri = new Uri(Address),
            UserName = user,
            Password = server.Password,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();

    /// <summary>Puts an event into the consumer's queue past the sender's outbox, so in any order and as often as wanted.</summary>
    public Task SendAsync(DossierClosed @event) =>
        SendRawAsync(
            "notifications.on-dossier-event",
            JsonSerializer.Serialize(@event, EventJson.Options),
            typeof(DossierClosed).FullName,
            @event.EventId,
            @event.DossierId.ToString()
        );

    public static IModule NewSender() => new Sender();

    /// <summary>Puts a message into a queue without the platform's help.</summary>
    public async Task SendRawAsync(string queue, string body, string? type = null, Guid? id = null, string? orderKey = null)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null)
        );
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = id?.ToString(),
            Headers = new Dictionary<string, object?>(),
        };
        if (type is not null)
        {
            properties.Headers["ntm-type"] = type;
            properties.Headers["MT-MessageType"] =
                "urn:message:" + type[..type.LastIndexOf('.')] + ":" + type[(type.LastIndexOf('.') + 1)..];
        }

        if (orderKey is not null)
        {
            properties.Headers["ntm-order-key"] = orderKey;
        }

        await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Ends a platform before the others.</summary>
    public async Task EndAsync(TestPlatform platform)
    {
        platforms.Remove(platform);
        await platform.DisposeAsync();
    }

    /// <summary>Copies the consumer's database aside, or back over what it has become; nobody may use it meanwhile.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The names are the tests' own.")]
    public async Task CopyDatabaseAsync(string from, string to)
    {
        NpgsqlConnection.ClearAllPools();
        var server = await PostgreSqlServer.SharedAsync();
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString(databases)) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync();
        foreach (
            var statement in (string[])
                [
                    $"""DROP DATABASE IF EXISTS "ntm_{databases}_{to}" WITH (FORCE)""",
                    $"""CREATE DATABASE "ntm_{databases}_{to}" TEMPLATE "ntm_{databases}_{from}" """,
                ]
        )
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var platform in platforms)
        {
            await platform.DisposeAsync();
        }
    }

    public async Task<TestPlatform> StartAsync(string service, IModule module, params (string Key, string Value)[] extra)
    {
        var settings = await SettingsAsync(service);
        foreach (var (key, value) in extra)
        {
            settings[key] = value;
        }

        var platform = await TestPlatform.StartAsync(Start, settings, module);
        platforms.Add(platform);
        return platform;
    }

    private async Task<Dictionary<string, string?>> SettingsAsync(string? service) =>
        new(server.Settings(Address, service))
        {
            ["Persistence:Provider"] = "PostgreSql",
            ["Persistence:ConnectionString"] = (await PostgreSqlServer.SharedAsync()).ConnectionString(databases),
            ["Messaging:RabbitMq:WatchInterval"] = "00:00:00.500",
            ["Messaging:FirstBackOff"] = "00:00:00.010",
        };

    /// <summary>Replaces the dossier service: an outbox of its name, no consumers.</summary>
    private sealed class Sender : IModule
    {
        public string Name => "dossier";

        public string RoutePrefix => "dossiers";

        public void AddServices(WebApplicationBuilder builder) =>
            builder.Services.AddServiceDatabase<
                NotificationsDbContext,
                SqliteNotificationsDbContext,
                PostgreSqlNotificationsDbContext,
                SqlServerNotificationsDbContext
            >(builder.Configuration, Name, "Ntm.Notifications.Migrations");

        public void AddConsumers(IRegistrationConfigurator consumers) { }

        public void MapEndpoints(RouteGroupBuilder routes) => routes.UseCommands<NotificationsDbContext>();
    }
}

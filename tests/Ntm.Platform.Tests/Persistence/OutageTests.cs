using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;
using Ntm.Notifications;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>While a database is unavailable, requests are answered 503 with Retry-After, and the log stays short.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly LogLines log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task While_PostgreSQL_is_unavailable_every_request_is_answered_503()
    {
        Assert.SkipWhen(TestPlatform.Provider is not DatabaseProvider.PostgreSql, "It is about PostgreSQL.");
        await using var server = await PostgreSqlServer.StartAsync();
        await using var platform = await StartAsync(server.ConnectionString("outage"));
        using var client = platform.As("lan", "administrator@42");
        Assert.Equal((200, 404), await StatusesAsync(client));

        await server.StopAsync();
        var watch = Stopwatch.StartNew();
        var before = log.Lines.Count;
        while (watch.Elapsed < TimeSpan.FromSeconds(3))
        {
            Assert.Equal((503, 503), await StatusesAsync(client));
        }

        Assert.True((log.Lines.Count - before) / watch.Elapsed.TotalSeconds < 5, string.Join('\n', log.Lines.Skip(before)));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable),
            (await HealthAsync(client, "live"), await HealthAsync(client, "ready"))
        );
        await server.RestartAsync();
        await Eventually.TrueAsync(async () => await StatusesAsync(client) == (200, 404), "it answers as before");
        Assert.Equal(HttpStatusCode.OK, await HealthAsync(client, "ready"));
    }

    [Fact]
    public async Task A_write_that_waits_too_long_for_SQLite_is_answered_503_while_others_read()
    {
        Assert.SkipWhen(TestPlatform.Provider is not DatabaseProvider.Sqlite, "It is about SQLite.");
        var folder = Directory.CreateTempSubdirectory("ntm-outage-").FullName;
        await using var platform = await StartAsync($"Data Source={folder}/{{service}}.db;Default Timeout=2");
        using var client = platform.As("lan", "administrator@42");
        Assert.Equal((200, 404), await StatusesAsync(client));
        await using (var holder = new SqliteConnection($"Data Source={folder}/notifications.db;Pooling=false"))
        {
            await holder.OpenAsync();
            await using var held = await holder.BeginTransactionAsync();
            var watch = Stopwatch.StartNew();

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusesAsync(client)));

            Assert.All(answers, answer => Assert.Equal((200, 503), answer));
            Assert.True(log.Lines.Count / watch.Elapsed.TotalSeconds < 5, string.Join('\n', log.Lines));
        }

        Assert.Equal((200, 404), await StatusesAsync(client));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>In the process that issues tokens the keys come from its own database.</summary>
    [Fact]
    public async Task A_token_whose_keys_are_in_an_unavailable_database_is_answered_503()
    {
        await using var platform = await TestPlatform.StartAsync(
            FeedProbe.Start,
            settings: null,
            services =>
                services
                    .AddLogging(logging => logging.AddProvider(log))
                    .PostConfigure<JwtBearerOptions>(
                        JwtBearerDefaults.AuthenticationScheme,
                        options => options.ConfigurationManager = new KeysAway()
                    ),
            new NotificationsModule()
        );
        using var client = platform.As("lan", "administrator@42");

        for (var time = 0; time < 10; time++)
        {
            Assert.Equal((503, 503), await StatusesAsync(client));
        }

        Assert.Single(log.Lines);
    }

    private Task<TestPlatform> StartAsync(string connection) =>
        TestPlatform.StartAsync(
            FeedProbe.Start,
            new Dictionary<string, string?> { ["Persistence:ConnectionString"] = connection },
            services => services.AddLogging(logging => logging.AddProvider(log)),
            new NotificationsModule()
        );

    /// <summary>What a read and a command are answered; a 503 must say what is unavailable and when to retry.</summary>
    private static async Task<(int Question, int Command)> StatusesAsync(HttpClient client)
    {
        using var question = await client.GetAsync("/notifications/inbox");
        using var command = await client.PostAsync("/notifications/dead-letters/1/replay", null);
        foreach (var answer in new[] { question, command }.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable))
        {
            Assert.NotNull(answer.Headers.RetryAfter);
            var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal("platform.database_unavailable", problem.GetProperty("code").GetString());
        }

        return ((int)question.StatusCode, (int)command.StatusCode);
    }

    private static async Task<HttpStatusCode> HealthAsync(HttpClient client, string probe)
    {
        using var answer = await client.GetAsync("/health/" + probe);
        return answer.StatusCode;
    }

    private sealed class KeysAway : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) =>
            throw new NpgsqlException("Nobody answers.");

        public void RequestRefresh() { }
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = [];

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => (formatter(state, exception) + exception).Split('\n').ToList().ForEach(lines.Enqueue);

        public void Dispose() { }
    }
}

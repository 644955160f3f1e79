using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Gateway.Hosting;
using Ntm.Gateway.Limits;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>The gateway as it ships, with its own settings file, before services that the test names.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly string[] Clusters = ["identity", "assessment", "planning", "dossier", "notifications"];
    private static readonly string[] Routes = ["identity", "assessment", "planning", "dossiers", "notifications"];
    private static readonly string[] Buckets = ["Address", "Client", "Unit"];

    /// <summary>Settings with which it waits as long as a busy machine needs, and lets through what a quick one sends.</summary>
    public static readonly IReadOnlyList<(string Key, string? Value)> Unhurried =
    [
        .. Routes.Select(route => ($"ReverseProxy:Routes:{route}:Timeout", (string?)"00:10:00")),
        .. Clusters.Select(cluster => ($"ReverseProxy:Clusters:{cluster}:HttpRequest:ActivityTimeout", (string?)"00:10:00")),
        .. Buckets.Select(bucket => ($"Gateway:{bucket}:Burst", (string?)"1000000")),
    ];

    private readonly WebApplication app;
    private readonly StubService issuer;
    private readonly LogLines lines;

    private GatewayUnderTest(WebApplication app, StubService issuer, LogLines lines) =>
        (this.app, this.issuer, this.lines) = (app, issuer, lines);

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public IReadOnlyCollection<string> Logged => lines.Lines;

    /// <summary>Starts a gateway with every cluster at one address; settings on top of that.</summary>
    public static Task<GatewayUnderTest> StartAsync(Uri service, params (string Key, string? Value)[] settings) =>
        StartAsync(issuer => Builder(issuer, service, settings));

    /// <summary>Starts a gateway with every cluster at one address, and a file on top that is read again when it changes.</summary>
    public static Task<GatewayUnderTest> StartAsync(Uri service, string file) =>
        StartAsync(issuer =>
        {
            var builder = Builder(issuer, service);
            builder.Configuration.AddJsonFile(file, optional: false, reloadOnChange: true);
            return builder;
        });

    private static async Task<GatewayUnderTest> StartAsync(Func<StubService, WebApplicationBuilder> build)
    {
        var issuer = await StubService.StartAsync("issuer");
        issuer.Answer = context =>
            context.Response.WriteAsync(
                context.Request.Path.Value!.EndsWith("/keys", StringComparison.Ordinal)
                    ? TestTokens.KeySet()
                    : JsonSerializer.Serialize(
                        new Dictionary<string, string>
                        {
                            ["issuer"] = TestTokens.Issuer,
                            ["jwks_uri"] = new Uri(issuer.Address, "/keys").ToString(),
                        }
                    )
            );
        var lines = new LogLines();
        var builder = build(issuer);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(lines);
        var app = GatewayProcess.Build(builder);
        await app.StartAsync();
        var keys = app.Services.GetRequiredService<IssuerKeys>();
        await Eventually.TrueAsync(() => keys.Current.Count > 0, "the gateway has the issuer's keys");
        return new GatewayUnderTest(app, issuer, lines);
    }

    public static WebApplicationBuilder Builder(StubService issuer, Uri service, params (string Key, string? Value)[] settings)
    {
        var builder = GatewayProcess.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection([
            new("Authentication:Issuer", TestTokens.Issuer),
            new("Authentication:MetadataAddress", new Uri(issuer.Address, "/discovery").ToString()),
            .. Clusters.Select(cluster =>
                KeyValuePair.Create($"ReverseProxy:Clusters:{cluster}:Destinations:a:Address", (string?)service.ToString())
            ),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        return builder;
    }

    public HttpClient Client() => PatientClient.Of(Address);

    /// <summary>A client with a token as the issuer gives it.</summary>
    public HttpClient As(string subject, params string[] grants)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            TestTokens.Issue(TimeProvider.System.GetUtcNow(), subject, grants)
        );
        return client;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}

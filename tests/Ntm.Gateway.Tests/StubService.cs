using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ntm.Gateway.Tests;

/// <summary>A request as it reached a service.</summary>
public sealed record Arrival(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string? Address);

/// <summary>Replaces a service behind the gateway: keeps what reaches it and answers as the test says.</summary>
public sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Arrival> arrivals = new();

    private StubService(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<Arrival> Arrivals => [.. arrivals];

    /// <summary>What <c>/health/ready</c> answers.</summary>
    public int Health { get; set; } = 200;

    /// <summary>What everything else answers.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("ok");

    public static async Task<StubService> StartAsync(string name = "stub", string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Services.AddRouting();
        builder.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error).AddSimpleConsole());
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls(url);
        var app = builder.Build();
        var stub = new StubService(app);
        app.MapGet("/health/ready", (HttpContext context) => context.Response.StatusCode = stub.Health);
        app.MapFallback(
            "{**path}",
            async context =>
            {
                stub.arrivals.Enqueue(
                    new Arrival(
                        context.Request.Method,
                        context.Request.Path + context.Request.QueryString,
                        context.Request.Headers.ToDictionary(
                            header => header.Key,
                            header => header.Value.ToString(),
                            StringComparer.OrdinalIgnoreCase
                        ),
                        context.Connection.RemoteIpAddress?.ToString()
                    )
                );
                context.Response.Headers["X-Stub"] = name;
                await stub.Answer(context);
            }
        );
        await app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

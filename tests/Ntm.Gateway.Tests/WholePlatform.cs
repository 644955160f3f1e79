using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.Persistence;
using Ntm.Portal;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Gateway.Tests;

/// <summary>The real services in sample mode, and the gateway before them as everybody's address.</summary>
public sealed class WholePlatform : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-behind-").FullName;
    private WebApplication host = null!;

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>Where its clock stands; null: the machine's.</summary>
    public DateTimeOffset? Instant { get; init; }

    /// <summary>What a test adds to the services.</summary>
    internal Action<IServiceCollection> Extras { get; init; } = _ => { };

    /// <summary>The services' own address, past the gateway.</summary>
    public Uri Inside => new(host.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Host:DataFolder"] = folder,
            ["Host:Address"] = "http://127.0.0.1:0",
            ["Messaging:PollInterval"] = "00:00:00.050",
        };
        if (TestPlatform.Provider is DatabaseProvider.PostgreSql)
        {
            settings["Persistence:Provider"] = nameof(DatabaseProvider.PostgreSql);
            settings["Persistence:ConnectionString"] = (await PostgreSqlServer.SharedAsync()).ConnectionString(
                Guid.CreateVersion7().ToString("N")
            );
        }

        var (builder, _) = PlatformHost.Configure([], own => own.AddInMemoryCollection(settings));
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        Extras(builder.Services);
        host = PlatformHost.Build(builder);
        if (Instant is { } instant)
        {
            host.Services.GetRequiredService<SampleClock>().SetTo(instant);
        }

        await PlatformHost.PrepareAsync(host, CancellationToken.None);
        await host.StartAsync();
        Gateway = await GatewayUnderTest.StartAsync(
            Inside,
            [
                ("Authentication:Issuer", "http://127.0.0.1:0"),
                ("Authentication:MetadataAddress", new Uri(Inside, "/identity/.well-known/openid-configuration").ToString()),
                .. GatewayUnderTest.Unhurried,
            ]
        );
    }

    /// <summary>What the services are made of.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Every endpoint that a service maps, as <c>GET /dossiers/{id:guid}</c>.</summary>
    public IReadOnlyList<string> Endpoints() =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PortalPage>() is null)
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                        $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"
                    )
                )
                .Where(endpoint =>
                    !endpoint.Contains(" /health/", StringComparison.Ordinal) && !endpoint.Contains(" /openapi/", StringComparison.Ordinal)
                ),
        ];

    /// <summary>A client of the gateway, signed in through it.</summary>
    public Task<HttpClient> SignedInAsync(string userName, string? password = null) =>
        SignedInAsync(new { userName, password = password ?? PlatformHost.SamplePassword });

    private async Task<HttpClient> SignedInAsync(object credentials)
    {
        var client = Gateway.Client();
        using var answer = await client.PostAsJsonAsync("/identity/tokens", credentials);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await host.StopAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

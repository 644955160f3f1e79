using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Ntm.Portal.Hosting;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>The portal's own process as it ships, behind a gateway that knows it; further replicas as the test asks for.</summary>
internal sealed class PortalUnderTest : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-portal-").FullName;
    private readonly List<WebApplication> replicas = [];

    public GatewayUnderTest Gateway { get; private set; } = null!;

    public IServiceProvider Services => replicas[0].Services;

    /// <summary>Starts the gateway before a service, and the portal behind it.</summary>
    public static async Task<PortalUnderTest> StartAsync(Uri service, params (string Key, string? Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{Loopback.FreePort()}");
        var portal = new PortalUnderTest
        {
            Gateway = await GatewayUnderTest.StartAsync(
                service,
                [.. GatewayUnderTest.Unhurried, .. PortalRouteTests.At(address), ("Gateway:KnownProxies:0", "127.0.0.0/8"), .. settings]
            ),
        };
        await portal.AddAsync(address);
        using var client = portal.Gateway.Client();
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/dang-nhap")).IsSuccessStatusCode,
            "the gateway knows that the portal is there"
        );
        return portal;
    }

    /// <summary>A replica that the gateway does not know.</summary>
    /// <param name="key">Which key: one of the same name is the same.</param>
    /// <param name="settings">Settings on top.</param>
    public Task<Uri> AddAsync(string key = "portal.key", params (string Key, string? Value)[] settings) =>
        AddAsync(new Uri("http://127.0.0.1:0"), key, settings);

    /// <summary>What a browser does with cookies and redirects, and nothing else of it.</summary>
    public static HttpClient Browser(Uri address, bool follows = true)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = follows })
        {
            BaseAddress = address,
            Timeout = Eventually.Limit,
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Uri> AddAsync(Uri address, string key = "portal.key", params (string Key, string? Value)[] settings)
    {
        var builder = PortalProcess.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection([
            new("Portal:Api", Gateway.Address.ToString()),
            new("Portal:KeyPath", Path.Combine(folder, key)),
            new("Portal:CreateKeyWhenAbsent", "true"),
            new("Portal:KnownProxies:0", "127.0.0.0/8"),
            new("Portal:Secure", "false"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        var replica = PortalProcess.Build(builder);
        replicas.Add(replica);
        await replica.StartAsync();
        return new Uri(replica.Urls.Single());
    }
}

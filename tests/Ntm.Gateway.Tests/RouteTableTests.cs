using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Ntm.Gateway.Hosting;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Wrong routes: none is served, at the start or later.</summary>
public sealed class RouteTableTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-gateway-").FullName;
    private readonly List<IAsyncDisposable> owned = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(owned))
        {
            await one.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("ReverseProxy:Routes:dossiers:ClusterId", "dosier", "ClusterId 'dosier' không có trong Clusters")]
    [InlineData("ReverseProxy:Routes:moi:ClusterId", "dossier", "Tuyến 'moi': Match:Path '' phải bắt đầu bằng '/'")]
    [InlineData("ReverseProxy:Routes:dossiers:Match:Path", "/dossiers/{**rest", "không đúng mẫu")]
    [InlineData("ReverseProxy:Routes:dossiers:Match:Path", "/identity/{**rest}", "nhận cùng một địa chỉ")]
    [InlineData("ReverseProxy:Routes:dossiers:Timout", "00:00:10", "không có thiết lập nào tên 'Timout'")]
    [InlineData("ReverseProxy:Routes:dossiers:Timeout", "lâu", "Timeout 'lâu' phải là một khoảng thời gian")]
    [InlineData("ReverseProxy:Routes:dossiers:MaxRequestBodySize", "26MB", "MaxRequestBodySize '26MB'")]
    [InlineData("ReverseProxy:Clusters:dossier:Destinations:a:Address", "dossier", "Address 'dossier' không phải một địa chỉ")]
    [InlineData("ReverseProxy:Clusters:dossier:Destinations:a:Address", "http://ai:mat-khau@dossier", "không phải một địa chỉ")]
    [InlineData("ReverseProxy:Clusters:portal:Destinations:a:Address", "portal:8080", "không phải một địa chỉ")]
    [InlineData("ReverseProxy:Clusters:trong:LoadBalancingPolicy", "RoundRobin", "Cụm 'trong': không có Destinations nào")]
    [InlineData("ReverseProxy:Clusters:dossier:LoadBalancingPolicy", "Xoay", "Xoay")]
    [InlineData("ReverseProxy:Clusters:dossier:HealthCheck:Active:Policy", "Khong", "Khong")]
    [InlineData("Gateway:Client:PerSecond", "0", "Gateway:Client:PerSecond phải từ 1 đến 100000")]
    [InlineData("Gateway:KnownProxies:0", "ingress", "Gateway:KnownProxies 'ingress' không phải địa chỉ IP")]
    [InlineData("Gateway:Limits:InFlight", "5", "'Limits'")]
    [InlineData("Gateway:InFlight", "nhiều", "Gateway:InFlight: không đọc được giá trị 'nhiều'")]
    [InlineData("Authentication:Issuer", "", "Thiếu cấu hình Authentication:Issuer")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string words)
    {
        await using var issuer = await StubService.StartAsync();
        var builder = GatewayUnderTest.Builder(issuer, issuer.Address, (key, value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var refusal = Assert.Throws<WrongSettingsException>(() => GatewayProcess.Build(builder));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_ends_with_2_and_names_every_fault_at_once()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ntm.Gateway.dll"), "--urls=http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
        };
        start.Environment["Authentication__Issuer"] = TestTokens.Issuer;
        start.Environment["ReverseProxy__Routes__identity__ClusterId"] = "khong-co";
        start.Environment["ReverseProxy__Clusters__dossier__Destinations__b__Address"] = "dossier:8080";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(Eventually.Limit).Token);

        Assert.Equal(2, process.ExitCode);
        Assert.All(
            ["Authentication:MetadataAddress", "'khong-co'", "'dossier:8080'"],
            named => Assert.Contains(named, errors.Result, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("not json {")]
    [InlineData("""{"ReverseProxy":{"Routes":{"dossiers":{"ClusterId":"khong-co"}}}}""")]
    [InlineData("""{"ReverseProxy":{"Routes":{"dossiers":{"Timeout":"lâu"}}}}""")]
    [InlineData("""{"ReverseProxy":{"Clusters":{"dossier":{"Destinations":{"a":{"Address":"khong"}}}}}}""")]
    [InlineData("""{"ReverseProxy":{"Clusters":{"dossier":{"LoadBalancingPolicy":"Xoay"}}}}""")]
    public async Task An_invalid_change_is_logged_and_the_last_valid_routes_stay_until_a_valid_one(string change)
    {
        var (gateway, second, file) = await StartOnFileAsync();
        using var client = gateway.Client();
        Assert.Equal("first", await ServedByAsync(client));

        await File.WriteAllTextAsync(file, change);
        await Eventually.TrueAsync(
            () => gateway.Logged.Any(line => line.Contains("last valid ones stay", StringComparison.Ordinal)),
            "the change is refused"
        );
        Assert.Equal("first", await ServedByAsync(client));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        await File.WriteAllTextAsync(file, Destination(second.Address));
        await Eventually.TrueAsync(async () => await ServedByAsync(client) == "second", "a right change is taken");
    }

    /// <summary>A gateway with the dossier cluster's address in a file of its own, which is read again when it changes.</summary>
    private async Task<(GatewayUnderTest Gateway, StubService Second, string File)> StartOnFileAsync()
    {
        var first = await StubService.StartAsync("first");
        var second = await StubService.StartAsync("second");
        var file = Path.Combine(folder, "routes.json");
        await File.WriteAllTextAsync(file, Destination(first.Address));
        var gateway = await GatewayUnderTest.StartAsync(first.Address, file);
        owned.AddRange([first, second, gateway]);
        return (gateway, second, file);
    }

    private static string Destination(Uri address) =>
        new JsonObject
        {
            ["ReverseProxy"] = new JsonObject
            {
                ["Clusters"] = new JsonObject
                {
                    ["dossier"] = new JsonObject
                    {
                        ["Destinations"] = new JsonObject { ["a"] = new JsonObject { ["Address"] = address.ToString() } },
                    },
                },
            },
        }.ToJsonString();

    private static async Task<string> ServedByAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/dossiers/");
        return answer.Headers.TryGetValues("X-Stub", out var name) ? name.Single() : $"{(int)answer.StatusCode}";
    }
}

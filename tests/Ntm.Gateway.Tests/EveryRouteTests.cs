using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Every endpoint of every service, seen from outside: where it goes, and how a stranger to its matter is refused.</summary>
public sealed partial class EveryRouteTests(WholePlatform platform) : IClassFixture<WholePlatform>
{
    [Fact]
    public void Every_endpoint_has_its_row_and_every_row_its_endpoint() =>
        Assert.Equal(
            platform.Endpoints().Order(StringComparer.Ordinal),
            EndpointRow.All.Select(row => row.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Every_endpoint_is_sent_to_its_own_service()
    {
        string[] clusters = ["identity", "assessment", "planning", "dossier", "notifications", "portal"];
        var services = new List<StubService>();
        foreach (var cluster in clusters)
        {
            services.Add(await StubService.StartAsync(cluster));
        }

        await using var gateway = await GatewayUnderTest.StartAsync(
            services[0].Address,
            [
                .. GatewayUnderTest.Unhurried,
                .. clusters.Select(
                    (cluster, at) => ($"ReverseProxy:Clusters:{cluster}:Destinations:a:Address", (string?)services[at].Address.ToString())
                ),
            ]
        );
        using var client = gateway.Client();
        foreach (var row in EndpointRow.All)
        {
            using var answer = await client.SendAsync(Request(row));
            Assert.Equal((row.Name, row.Cluster), (row.Name, answer.Headers.GetValues("X-Stub").Single()));
        }

        foreach (var service in services)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_caller_without_the_role_is_refused_as_the_row_says()
    {
        using var reporter = await platform.SignedInAsync("thon.thinhbang");
        foreach (var row in EndpointRow.All)
        {
            using var request = Request(row);
            request.Content = row.Method == "GET" ? null : JsonContent.Create(new { });
            using var answer = await reporter.SendAsync(request);
            Assert.Equal((row.Name, row.Outsider), (row.Name, (int)answer.StatusCode));
            Assert.True(row.Who is "anyone" or "signed-in" or "granted" || row.Outsider is >= 400 and < 500, row.Name);
        }
    }

    [Fact]
    public async Task The_merged_description_has_the_services_paths_and_methods_and_resolves()
    {
        using var outside = platform.Gateway.Client();
        using var inside = PatientClient.Of(platform.Inside);
        var own = JsonNode.Parse(await inside.GetStringAsync("/openapi/v1.json"))!.AsObject();
        var merged = own;
        await Eventually.TrueAsync(
            async () => (merged = JsonNode.Parse(await outside.GetStringAsync("/openapi/v1.json"))!.AsObject())["x-unavailable"] is null,
            "every service has described itself"
        );

        Assert.Equal(Operations(own), Operations(merged));
        Assert.StartsWith("3.1", merged["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(DescriptionTests.References(merged).Where(reference => DescriptionTests.Target(merged, reference) is null));
    }

    private static IEnumerable<string> Operations(JsonObject document) =>
        document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}"))
            .Order(StringComparer.Ordinal);

    private static HttpRequestMessage Request(EndpointRow row) =>
        new(
            new HttpMethod(row.Method),
            Parameter()
                .Replace(
                    row.Pattern,
                    match =>
                        match.Value switch
                        {
                            var text when text.Contains(":guid", StringComparison.Ordinal) => "0195c0de-0000-7000-8000-00000000dead",
                            var text
                                when text.Contains(":int", StringComparison.Ordinal) || text.Contains(":long", StringComparison.Ordinal) =>
                                "999999",
                            _ => "khong-co",
                        }
                )
        );

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ntm.Gateway.Description;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>One description out of many: nothing lost, nothing mixed up, and what is missing is named.</summary>
public sealed class DescriptionTests
{
    private const string Dossier = """
        {"openapi":"3.1.1","paths":{"/dossiers/{id}":{"get":{"tags":["dossier"],
        "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}},"/health":{"get":{}}},
         "components":{"schemas":{"Page":{"items":{"$ref":"#/components/schemas/Item"}},"Item":{"type":"string"},
         "Problem":{"type":"object"},"Cursor":{"type":"string"}}},
         "tags":[{"name":"dossier"}]}
        """;

    private const string Notifications = """
        {"openapi":"3.1.1","paths":{"/notifications/inbox":{"get":{
        "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}}},
         "components":{"schemas":{"Page":{"items":{"$ref":"#/components/schemas/Item"}},"Item":{"type":"integer"},
         "Problem":{"type":"object"}}},
         "tags":[{"name":"notifications"}]}
        """;

    [Fact]
    public void Schemas_of_one_name_that_differ_between_services_get_the_services_name()
    {
        var merged = DescriptionMerge.Merge([Of("dossier", Dossier, "dossiers"), Of("notifications", Notifications, "notifications")], []);

        Assert.Equal(
            ["Cursor", "DossierItem", "DossierPage", "NotificationsItem", "NotificationsPage", "Problem"],
            merged["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)
        );
        Assert.Equal("integer", merged["components"]!["schemas"]!["NotificationsItem"]!["type"]!.GetValue<string>());
        Assert.Equal(
            "#/components/schemas/NotificationsItem",
            merged["components"]!["schemas"]!["NotificationsPage"]!["items"]!["$ref"]!.GetValue<string>()
        );
        Assert.Empty(References(merged).Where(reference => Target(merged, reference) is null));
        Assert.Equal(["dossier", "notifications"], merged["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()));
    }

    [Fact]
    public void The_order_in_which_services_are_asked_changes_nothing()
    {
        ServiceDescription[] services = [Of("dossier", Dossier, "dossiers"), Of("notifications", Notifications, "notifications")];

        Assert.Equal(
            DescriptionMerge.Merge(services, []).ToJsonString(),
            DescriptionMerge.Merge([.. services.Reverse()], []).ToJsonString()
        );
    }

    [Fact]
    public void Endpoints_without_a_route_are_not_described() =>
        Assert.Equal(
            ["/dossiers/{id}"],
            DescriptionMerge.Merge([Of("dossier", Dossier, "dossiers")], [])["paths"]!.AsObject().Select(path => path.Key)
        );

    [Fact]
    public async Task A_service_that_cannot_be_asked_is_named_and_the_others_are_described()
    {
        await using var service = await StubService.StartAsync();
        service.Answer = context => context.Response.WriteAsync(Dossier);
        await using var mute = await StubService.StartAsync();
        mute.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Clusters:notifications:Destinations:a:Address", mute.Address.ToString())
        );
        using var client = gateway.Client();

        using var answer = await client.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var merged = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(["notifications"], merged["x-unavailable"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["/dossiers/{id}"], merged["paths"]!.AsObject().Select(path => path.Key));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task A_description_that_takes_long_is_waited_for_and_shown_the_next_time()
    {
        await using var service = await StubService.StartAsync();
        service.Answer = context => context.Response.WriteAsync(Dossier);
        await using var slow = await StubService.StartAsync();
        var done = new TaskCompletionSource();
        var asked = 0;
        slow.Answer = async context =>
        {
            await (Interlocked.Increment(ref asked) == 1 ? done.Task : Task.Delay(Timeout.Infinite, context.RequestAborted));
            await context.Response.WriteAsync(Dossier);
        };
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Clusters:notifications:Destinations:a:Address", slow.Address.ToString())
        );
        using var client = gateway.Client();
        Assert.Contains("\"x-unavailable\"", await client.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);

        done.SetResult();
        await Eventually.TrueAsync(
            async () => !(await client.GetStringAsync("/openapi/v1.json")).Contains("\"x-unavailable\"", StringComparison.Ordinal),
            "the slow service is described by the answer to the first question"
        );
    }

    [Fact]
    public async Task Services_are_asked_once_however_many_ask_for_the_description()
    {
        await using var service = await StubService.StartAsync();
        service.Answer = context => context.Response.WriteAsync(Dossier);
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address);
        using var client = gateway.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetStringAsync("/openapi/v1.json")));

        Assert.Single(answers.Distinct());
        Assert.Equal(5, service.Arrivals.Count(arrival => arrival.Path == "/openapi/v1.json"));
    }

    internal static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(entry =>
                entry is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(entry.Value)
            ),
            JsonArray array => array.SelectMany(References),
            _ => [],
        };

    internal static JsonNode? Target(JsonNode document, string reference) =>
        reference
            .TrimStart('#', '/')
            .Split('/')
            .Aggregate<string, JsonNode?>(document, (node, part) => node is JsonObject item ? item[part] : null);

    private static ServiceDescription Of(string service, string document, params string[] prefixes) =>
        new(service, JsonNode.Parse(document)!.AsObject(), prefixes);
}

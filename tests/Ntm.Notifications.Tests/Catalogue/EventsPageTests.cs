using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>What people and programs read about the events is made of the catalogue and of what the tests received.</summary>
public sealed class EventsPageTests(PublishedEvents published, NotificationsPlatform fixture)
    : IClassFixture<PublishedEvents>,
        IClassFixture<NotificationsPlatform>
{
    private IReadOnlyList<JsonObject> Examples => [.. published.Examples.DistinctBy(example => example["type"]!.GetValue<string>())];

    [Fact]
    public void The_examples_are_what_the_tests_received() =>
        EventFiles.Same(
            Path.Combine(EventFiles.Root, "services/notifications/Ntm.Notifications/Description/events.json"),
            EventFiles.Text(new JsonArray([.. Examples]))
        );

    [Fact]
    public void The_page_is_made_of_the_catalogue() =>
        EventFiles.Same(Path.Combine(EventFiles.Root, "docs/events.md"), EventsPage.Of(Examples));

    [Fact]
    public async Task The_document_and_every_schema_are_open_and_each_message_has_an_example()
    {
        using var anybody = fixture.Platform.Anonymous();
        var document = (await anybody.GetFromJsonAsync<JsonObject>("/notifications/asyncapi.json"))!;
        var messages = document["components"]!["messages"]!.AsObject();

        Assert.Equal("3.0.0", document["asyncapi"]!.GetValue<string>());
        Assert.Equal(StatusCatalogue.Types.Select(type => type.Name), messages.Select(message => message.Key));
        Assert.All(messages, message => Assert.NotNull(message.Value!["examples"]![0]!["payload"]!["data"]));
        foreach (var reference in References(document).Distinct())
        {
            var found = reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, key) => node?[key]);
            Assert.True(found is not null, $"{reference} leads nowhere.");
        }

        foreach (var type in StatusCatalogue.Types)
        {
            var schema = (await anybody.GetFromJsonAsync<JsonObject>(type.SchemaPath))!;
            Assert.Equal(type.Name, schema["title"]!.GetValue<string>());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/notifications/schemas/vn.ntm.dossier.opened/v2")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/notifications/schemas/vn.ntm.other/v1")).StatusCode);
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                member is { Key: "$ref", Value: { } target } ? [target.GetValue<string>()] : References(member.Value)
            ),
            JsonArray items => items.SelectMany(References),
            _ => [],
        };
}

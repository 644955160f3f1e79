using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Features.Catalogue;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>The public form of every internal event: complete, described, and without what only the inside may know.</summary>
public sealed class StatusCatalogueTests(PublishedEvents published) : IClassFixture<PublishedEvents>
{
    [Fact]
    public void Every_internal_event_has_a_public_form_and_every_type_an_event()
    {
        var contracts = InternalEvents.All.Select(@event => @event.GetType()).ToHashSet();

        Assert.Equal(NotificationsModule.Events.Concat(NotificationsModule.PlanEvents).ToHashSet(), contracts);
        Assert.Equal(contracts, StatusCatalogue.Types.Select(type => type.Contract).ToHashSet());
        Assert.Equal(InternalEvents.All.Count, published.Items.Count);
        Assert.Equal(
            StatusCatalogue.Types.Select(type => type.Name),
            published.Items.Select(item => item.Type()).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Names_accounts_reasons_and_other_words_of_people_are_in_no_public_event()
    {
        var inside = string.Concat(InternalEvents.All.Select(@event => JsonSerializer.Serialize(@event, @event.GetType())));
        foreach (
            var word in (string[])["OpenedBy", "CompletedBy", "WithdrawnBy", "PublishedBy", "ClosedBy", "Reason", "Text", "Correction"]
        )
        {
            Assert.Contains($"{InternalEvents.Canary} ", inside, StringComparison.Ordinal);
            Assert.Contains($".{word}", inside, StringComparison.Ordinal);
        }

        Assert.NotEmpty(published.Items);
        Assert.DoesNotContain(InternalEvents.Canary, published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_has_the_attributes_of_CloudEvents_and_a_dossiers_own_number()
    {
        var items = published.Items;
        var opened = items[0].Event;

        Assert.Equal(
            ("1.0", "/ntm/42", "vn.ntm.dossier.opened", $"dossiers/{InternalEvents.Dossier}", "2026-03-02T02:31:00.125Z", "1"),
            (
                Said(opened, "specversion"),
                Said(opened, "source"),
                Said(opened, "type"),
                Said(opened, "subject"),
                Said(opened, "time"),
                Said(opened, "sequence")
            )
        );
        Assert.Equal("urn:ntm:schema:vn.ntm.dossier.opened:v1", Said(opened, "dataschema"));
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", Said(opened, "correlationid"));
        Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", Said(opened, "traceparent"), StringComparison.Ordinal);
        var dossiers = items.Where(item => item.DossierId() is not null).ToList();
        Assert.Equal(Enumerable.Range(1, dossiers.Count).Select(number => (long?)number), dossiers.Select(item => item.Sequence()));
        Assert.All(items.Where(item => item.PlanId() is not null), item => Assert.Null(item.Sequence()));
    }

    [Fact]
    public void Every_event_of_a_dossier_says_its_title_and_year()
    {
        Assert.All(
            published.Items.Where(item => item.DossierId() is not null),
            item =>
                Assert.Equal(("xa-ntm", 2026), (item.Data().GetProperty("title").GetString(), item.Data().GetProperty("year").GetInt32()))
        );
    }

    [Fact]
    public void Every_event_says_what_its_schema_names_and_nothing_else()
    {
        foreach (var item in published.Items)
        {
            var schema = StatusSchema.Of(StatusCatalogue.Find(item.Type())!, null);
            Assert.Empty(SchemaCheck.Faults(schema, JsonNode.Parse(item.Data().GetRawText()), item.Type()));
            Assert.Empty(SchemaCheck.Faults(StatusSchema.Envelope(), JsonNode.Parse(item.Event.GetRawText()), item.Type()));
        }
    }

    [Fact]
    public void Every_field_of_every_schema_is_described()
    {
        foreach (var type in StatusCatalogue.Types)
        {
            Assert.Empty(SchemaCheck.Undescribed(StatusSchema.Of(type, null), type.Name));
        }
    }

    [Fact]
    public void A_public_address_names_source_and_schema()
    {
        var address = new Uri("https://ntm.example.vn/");

        Assert.Equal("https://ntm.example.vn/ntm/42", StatusNames.SourceOf("42", address));
        Assert.Equal(
            "https://ntm.example.vn/notifications/schemas/vn.ntm.dossier.opened/v1",
            StatusNames.SchemaIdOf(StatusCatalogue.Find("vn.ntm.dossier.opened")!, address)
        );
    }

    private static string? Said(JsonElement @event, string attribute) => @event.GetProperty(attribute).GetString();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;

namespace Ntm.Notifications.Domain.Status;

/// <summary>
/// Compares the public form of an event about a dossier with the internal event that it was made of. A field that the catalogue gained
/// later may be absent from what was rendered before; nothing else may differ.
/// </summary>
internal static class StatusProof
{
    /// <summary>Attributes that do not follow from the event: the address may be set later, and a trace is of its delivery.</summary>
    private static readonly string[] Unbound = ["source", "dataschema", "correlationid", "traceparent", "data"];

    /// <summary>The event that a row was made of; null where its type or its JSON is none.</summary>
    public static IDossierEvent? EventOf(FeedEvent row)
    {
        try
        {
            return StatusCatalogue.Find(row.Type) is { } type && row.Said is { } said
                ? JsonSerializer.Deserialize(said, type.Contract, EventJson.Options) as IDossierEvent
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a row shows its event as it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="event">The event that it was made of.</param>
    /// <param name="known">What is known of the dossier after it.</param>
    public static bool Shows(FeedEvent row, IDossierEvent @event, KnownDossier known)
    {
        var data = StatusCatalogue.Of(@event, known);
        var expected = new FeedEvent
        {
            Position = row.Position,
            EventId = @event.EventId,
            Type = StatusCatalogue.TypeOf(data).Name,
            OccurredAt = @event.OccurredAt,
            DossierId = @event.DossierId,
            Sequence = @event.Sequence,
            Title = known.Title,
            Year = known.Year,
            UnitPath = @event.UnitPath,
        };
        return Columns(row) == Columns(expected) && IsShown(row.Data, CloudEvent.JsonOf(expected, data, null, null), data);
    }

    private static (Guid, string, Guid?, long?, string?, int?, string, FeedReaders) Columns(FeedEvent row) =>
        (row.EventId, row.Type, row.DossierId, row.Sequence, row.Title, row.Year, row.UnitPath, row.Readers);

    private static bool IsShown(string stored, string made, StatusData data)
    {
        try
        {
            var (of, expected) = (JsonNode.Parse(stored)!.AsObject(), JsonNode.Parse(made)!.AsObject());
            var (said, meant) = (of["data"]!.AsObject(), expected["data"]!.AsObject());
            var optional = EventJson
                .Options.GetTypeInfo(data.GetType())
                .Properties.Where(property => !property.IsRequired)
                .Select(property => property.Name);
            foreach (var name in Unbound)
            {
                of.Remove(name);
                expected.Remove(name);
            }

            foreach (var name in optional.Where(name => !said.ContainsKey(name)))
            {
                meant.Remove(name);
            }

            return JsonNode.DeepEquals(of, expected) && JsonNode.DeepEquals(said, meant);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            return false;
        }
    }
}

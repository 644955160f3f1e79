using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ntm.Client.Events;

/// <summary>
/// One status event: a CloudEvent 1.0. What this version does not know, types as well as attributes and fields, is passed through.
/// </summary>
public sealed record StatusEvent
{
    private static readonly HashSet<string> Named =
    [
        "specversion",
        "id",
        "type",
        "source",
        "subject",
        "time",
        "datacontenttype",
        "dataschema",
        "sequence",
        "correlationid",
        "traceparent",
        "data",
    ];

    /// <summary>The same over every redelivery: skip one that you have had.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="StatusTypes"/>, or one that is newer than this version.</summary>
    public required string Type { get; init; }

    /// <summary>The province whose platform says it, e.g. <c>/ntm/42</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What it is about: <c>dossiers/{id}</c> or <c>plans/{id}</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Instant of the step.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Address of the JSON Schema of <see cref="Data"/>.</summary>
    public string? DataSchema { get; init; }

    /// <summary>Place among the events of the dossier, from 1, without gaps; null for an event about a plan.</summary>
    public long? Sequence { get; init; }

    /// <summary>The same for all that one request brought about.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>W3C trace context, where there was one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What the event says, as it was received; <see cref="StatusData.Of"/> reads it as a type.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Attributes that this version does not know, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The dossier that it is about; null for another subject.</summary>
    public Guid? DossierId => IdBehind("dossiers/");

    /// <summary>The plan that it is about; null for another subject.</summary>
    public Guid? PlanId => IdBehind("plans/");

    /// <summary>Reads one event, e.g. the body of a webhook that was verified.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It is JSON, but no CloudEvent 1.0.</exception>
    public static StatusEvent Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static StatusEvent Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a batch (<c>application/cloudevents-batch+json</c>): an array, or one event alone.</summary>
    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static IReadOnlyList<StatusEvent> ParseBatch(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(Read)]
            : [Read(document.RootElement)];
    }

    /// <summary>Reads one event out of a larger text, which may be disposed of afterwards.</summary>
    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static StatusEvent Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "specversion") != "1.0")
        {
            throw new FormatException("This is no CloudEvent 1.0: specversion is not 1.0.");
        }

        return new StatusEvent
        {
            Id = Required(json, "id"),
            Type = Required(json, "type"),
            Source = Required(json, "source"),
            Subject = Text(json, "subject"),
            Time = Text(json, "time") is { } time ? Instant(time) : null,
            DataSchema = Text(json, "dataschema"),
            Sequence = Text(json, "sequence") is { } sequence ? Number(sequence) : null,
            CorrelationId = Text(json, "correlationid"),
            TraceParent = Text(json, "traceparent"),
            Data = json.TryGetProperty("data", out var data) ? data.Clone() : default,
            Extensions = json.EnumerateObject()
                .Where(attribute => !Named.Contains(attribute.Name))
                .GroupBy(attribute => attribute.Name)
                .ToDictionary(same => same.Key, same => same.Last().Value.Clone()),
        };
    }

    private static string Required(JsonElement json, string name) =>
        Text(json, name) is { Length: > 0 } text ? text : throw new FormatException($"The event has no {name}.");

    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.Null => null,
                _ => throw new FormatException($"The event's {name} is no text."),
            };

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw new FormatException($"The event's time is no instant: {text}");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"The event's sequence is no number: {text}");

    private Guid? IdBehind(string kind) =>
        Subject is { } subject && subject.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParse(subject[kind.Length..], out var id)
            ? id
            : null;
}

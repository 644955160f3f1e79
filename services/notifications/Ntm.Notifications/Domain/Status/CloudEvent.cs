using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Notifications.Domain.Status;

/// <summary>
/// A status event as CloudEvents 1.0 JSON. It is rendered once, when it is appended to the feed; these very bytes go to readers of the feed
/// and to webhooks.
/// </summary>
internal sealed record CloudEvent
{
    /// <summary>Version of CloudEvents.</summary>
    [JsonPropertyName("specversion"), JsonRequired]
    public string SpecVersion { get; init; } = "1.0";

    /// <summary>Id of the event, the same over every delivery: what has been seen once is skipped.</summary>
    [JsonPropertyName("id")]
    public required Guid Id { get; init; }

    /// <summary>The installation and its province, e.g. <c>/ntm/42</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Type of the event, e.g. <c>vn.ntm.dossier.opened</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>What it is about: <c>dossiers/ID</c> or <c>plans/ID</c>.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>Instant of the step, UTC with milliseconds.</summary>
    [JsonPropertyName("time")]
    public required string Time { get; init; }

    /// <summary>Form of the data.</summary>
    [JsonPropertyName("datacontenttype"), JsonRequired]
    public string DataContentType { get; init; } = "application/json";

    /// <summary>Id of the schema of the data.</summary>
    [JsonPropertyName("dataschema")]
    public required string DataSchema { get; init; }

    /// <summary>Place in the dossier's events, from 1, without gaps; absent for a plan, whose events have no numbers.</summary>
    [JsonPropertyName("sequence")]
    public string? Sequence { get; init; }

    /// <summary>The same for all that one request caused; absent where it is not known.</summary>
    [JsonPropertyName("correlationid")]
    public string? CorrelationId { get; init; }

    /// <summary>Trace context of W3C; absent where it is not known.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("data")]
    public required object Data { get; init; }

    /// <summary>The JSON of a row of the feed.</summary>
    /// <param name="row">The row, but for its JSON.</param>
    /// <param name="data">What happened.</param>
    /// <param name="address">Public address of the installation; null where none is set.</param>
    /// <param name="traceParent">Trace context of the internal event; null where it is not known.</param>
    public static string JsonOf(FeedEvent row, StatusData data, Uri? address, string? traceParent)
    {
        var traced = ActivityContext.TryParse(traceParent, null, out var trace);
        return JsonSerializer.Serialize(
            new CloudEvent
            {
                Id = row.EventId,
                Source = StatusNames.SourceOf(UnitScope.ProvinceOf(data.UnitPath), address),
                Type = row.Type,
                Subject = row.DossierId is { } dossier ? $"dossiers/{dossier}" : $"plans/{row.PlanId}",
                Time = TimeOf(row.OccurredAt),
                DataSchema = StatusNames.SchemaIdOf(StatusCatalogue.TypeOf(data), address),
                Sequence = row.Sequence?.ToString(CultureInfo.InvariantCulture),
                CorrelationId = traced ? trace.TraceId.ToHexString() : null,
                TraceParent = traced ? traceParent : null,
                Data = data,
            },
            EventJson.Options
        );
    }

    private static string TimeOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How the installation is named in its events.</summary>
internal static class StatusNames
{
    /// <summary>The source of a province's events.</summary>
    public static string SourceOf(string province, Uri? address) => $"{Base(address)}/ntm/{province}";

    /// <summary>Id of the schema of a type: an absolute address, as CloudEvents demands, where that of the installation is known.</summary>
    public static string SchemaIdOf(StatusType type, Uri? address) =>
        address is null ? $"urn:ntm:schema:{type.Name}:v{StatusType.Version}" : Base(address) + type.SchemaPath;

    private static string Base(Uri? address) => address?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? "";
}

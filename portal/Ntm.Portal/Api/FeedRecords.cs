using System.Text.Json;

namespace Ntm.Portal.Api;

/// <summary>A stretch of the event feed.</summary>
public sealed record FeedStretch(IReadOnlyList<FeedRow> Items);

/// <summary>One event of a dossier.</summary>
public sealed record FeedRow(long Position, string Type, DateTimeOffset OccurredAt, long? Sequence, JsonElement Data)
{
    /// <summary>A text of the event; empty where it has none of the name.</summary>
    public string Text(string name) =>
        Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>A number of the event; 0 where it has none of the name.</summary>
    public int Number(string name) =>
        Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
}

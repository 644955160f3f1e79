using System.Globalization;
using System.Text.Json;
using Ntm.Client.Events;

namespace Ntm.Client.Feed;

/// <summary>How a dossier stands.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Sequence">Sequence of its last event.</param>
/// <param name="Status">Its status; null when the platform says none.</param>
/// <param name="LastEvent">Its last event; null when the platform has it no more.</param>
/// <param name="Content">The whole answer.</param>
public sealed record DossierSnapshot(Guid DossierId, long Sequence, string? Status, StatusEvent? LastEvent, JsonElement Content)
{
    internal static DossierSnapshot Of(Guid dossierId, JsonElement json)
    {
        var last = json.TryGetProperty("event", out var found) && found.ValueKind == JsonValueKind.Object ? StatusEvent.Read(found) : null;
        return new(
            dossierId,
            json.TryGetProperty("sequence", out var sequence) ? Number(sequence) : last?.Sequence ?? 0,
            json.TryGetProperty("status", out var status) ? status.GetString() : null,
            last,
            json.Clone()
        );
    }

    private static long Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt64();
}

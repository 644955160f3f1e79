using System.Text.Json;
using Ntm.Client.Events;

namespace Ntm.Client.Feed;

/// <summary>Where the events of a dossier stand.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Sequence">Sequence of its last event: who has it has missed none.</param>
/// <param name="Oldest">Sequence of its oldest event that is kept.</param>
/// <param name="Closed">Whether it has come to its end.</param>
/// <param name="Last">Its last event.</param>
/// <param name="Content">The whole answer.</param>
public sealed record DossierSnapshot(Guid DossierId, long Sequence, long Oldest, bool Closed, StatusEvent Last, JsonElement Content)
{
    internal static DossierSnapshot Of(JsonElement json) =>
        new(
            json.GetProperty("dossierId").GetGuid(),
            json.GetProperty("sequence").GetInt64(),
            json.GetProperty("oldest").GetInt64(),
            json.GetProperty("closed").GetBoolean(),
            StatusEvent.Read(json.GetProperty("last")),
            json
        );
}

using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>What a rehearsal came to. It exists only where every audit chain verified.</summary>
/// <param name="Recognised">Dossiers recognised.</param>
/// <param name="Refusals">Acts that had to be refused, and were.</param>
/// <param name="Events">Events in the feed.</param>
internal sealed record RehearsalResult(int Recognised, int Refusals, int Events)
{
    public static RehearsalResult operator +(RehearsalResult one, RehearsalResult other) =>
        new(one.Recognised + other.Recognised, one.Refusals + other.Refusals, one.Events + other.Events);

    public string ToJson(string name) =>
        JsonSerializer.Serialize(
            new
            {
                rehearsal = name,
                recognised = Recognised,
                refusals = Refusals,
                events = Events,
                audit = "verified",
            }
        );
}

using Ntm.Client.Events;

namespace Ntm.Client.Feed;

/// <summary>What a reader has had: the last ids, and each dossier's sequence.</summary>
internal sealed class SeenEvents(FeedOptions options)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly Dictionary<Guid, long> sequences = [];

    /// <summary>Remembers an event; false for one that was there before.</summary>
    public bool Add(StatusEvent added)
    {
        if (!ids.Add(added.Id))
        {
            return false;
        }

        order.Enqueue(added.Id);
        while (order.Count > options.RememberedEvents)
        {
            ids.Remove(order.Dequeue());
        }

        return true;
    }

    /// <summary>Notes the sequence of an event, and says which of the same dossier are missing before it.</summary>
    public (Guid Dossier, long From, long To)? GapBefore(StatusEvent read)
    {
        if (read is not { DossierId: { } dossier, Sequence: { } sequence })
        {
            return null;
        }

        var last = sequences.TryGetValue(dossier, out var known) ? known : options.LastSequence?.Invoke(dossier);
        sequences[dossier] = Math.Max(last ?? 0, sequence);
        return last is { } before && sequence > before + 1 ? (dossier, before + 1, sequence - 1) : null;
    }
}

using Ntm.Client.Events;

namespace Ntm.Client.Feed;

/// <summary>What a reader meets on its way. Keep <see cref="Cursor"/> once you have dealt with it.</summary>
/// <param name="Cursor">Where to go on after this item.</param>
public abstract record FeedItem(FeedCursor Cursor);

/// <summary>An event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Cursor">Where to go on after it.</param>
public sealed record FeedEvent(StatusEvent Event, FeedCursor Cursor) : FeedItem(Cursor);

/// <summary>Everything up to here was read; what lies behind it is not the caller's, or does not exist yet.</summary>
/// <param name="Cursor">Where to go on.</param>
/// <param name="AtHead">Whether nothing lies behind it at present.</param>
public sealed record FeedReached(FeedCursor Cursor, bool AtHead) : FeedItem(Cursor);

/// <summary>
/// Events of a dossier were not in the feed before the one that follows this item: the dossier has just come into the caller's reach, or
/// they were removed by age. <see cref="Snapshot"/> says how it stands.
/// </summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="From">Sequence of the first event that is missing.</param>
/// <param name="To">Sequence of the last one.</param>
/// <param name="Snapshot">How the dossier stands; null when the caller may not see it any more.</param>
/// <param name="Cursor">Where to go on before the event that showed the gap.</param>
public sealed record FeedGap(Guid DossierId, long From, long To, DossierSnapshot? Snapshot, FeedCursor Cursor) : FeedItem(Cursor);

/// <summary>The feed was put back to an earlier state and is read again from its beginning; events that this reader has had are skipped by
/// their id. Skip what you have kept of older ones by id too.</summary>
/// <param name="Cursor">The new beginning.</param>
public sealed record FeedRestarted(FeedCursor Cursor) : FeedItem(Cursor);

/// <summary>Events behind the cursor were removed by age before they were read. Ask how each of your dossiers stands
/// (<see cref="FeedReader.SnapshotAsync"/>).</summary>
/// <param name="Cursor">The oldest place that is left.</param>
public sealed record FeedTrimmed(FeedCursor Cursor) : FeedItem(Cursor);

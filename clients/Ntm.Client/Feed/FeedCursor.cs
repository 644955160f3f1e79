using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ntm.Client.Feed;

/// <summary>How far a reader is. Keep its text together with what you made of the events, and go on from it after a restart.</summary>
/// <param name="Epoch">Identity of the feed's history; empty before the first answer.</param>
/// <param name="Position">Place of the last event that was read.</param>
public readonly record struct FeedCursor(Guid Epoch, long Position)
{
    /// <summary>Before the first event.</summary>
    public static FeedCursor Start => default;

    /// <summary>The form to keep, which is also the id of an event in <c>text/event-stream</c>: <c>{epoch}:{position}</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch:D}:{Position}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeedCursor cursor)
    {
        var parts = text?.Split(':') ?? [];
        if (
            parts.Length == 2
            && Guid.TryParseExact(parts[0], "D", out var epoch)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        )
        {
            cursor = new(epoch, position);
            return true;
        }

        cursor = default;
        return false;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">It is no cursor.</exception>
    public static FeedCursor Parse(string text) =>
        TryParse(text, out var cursor) ? cursor : throw new FormatException("This is no cursor of the feed.");
}

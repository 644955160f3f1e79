using System.Globalization;
using Ntm.Notifications.Domain.Status;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>Where a reader stands in the feed.</summary>
/// <param name="After">Position of the last event read; 0 for the beginning.</param>
/// <param name="Epoch">Identity of the feed that it is of; null where the reader does not say.</param>
internal readonly record struct FeedCursor(long After, Guid? Epoch)
{
    /// <summary>The id of an event in a stream.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{After}");

    /// <summary>Reads the id of an event in a stream; null for anything else.</summary>
    public static FeedCursor? Parse(string text) =>
        text.Split(':') is [var epoch, var after]
        && Guid.TryParse(epoch, out var of)
        && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new FeedCursor(position, of)
            : null;
}

/// <summary>What a reader wants of the events that it may read.</summary>
/// <param name="Dossier">Events of this dossier only; null for all.</param>
/// <param name="Plan">Events of this plan only; null for all.</param>
/// <param name="Filter">Further conditions; null for none.</param>
internal readonly record struct FeedWish(Guid? Dossier, Guid? Plan, StatusFilter? Filter)
{
    private const int LongestWord = 60;

    private static readonly Error TypeUnknown = Error.Invalid(
        "notifications.feed_type_unknown",
        $"type phải là một loại sự kiện có trong danh mục, hoặc phần đầu của loại và .* ở cuối; nhiều nhất {StatusFilter.MostTypes} loại.",
        "type"
    );

    private static readonly Error UnitInvalid = Error.Invalid(
        "notifications.feed_unit_invalid",
        "unit phải là mã các đơn vị từ tỉnh trở xuống, nối bằng '/', ví dụ 42/439.",
        "unit"
    );

    private static readonly Error TitleInvalid = Error.Invalid(
        "notifications.feed_title_invalid",
        "title phải là mã danh hiệu, ví dụ xa-ntm.",
        "title"
    );

    /// <summary>Whether one request may look at the whole of the feed: an index finds the few events of a dossier or a plan.</summary>
    public bool IsOfOne => Dossier is not null || Plan is not null;

    /// <summary>Reads what a request says; several types may stand in one parameter, divided by commas.</summary>
    public static (FeedWish Wish, Error? Fault) Of(Guid? dossier, Guid? plan, string[]? types, string? unit, string? title)
    {
        string[] wanted = [.. (types ?? []).SelectMany(text => text.Split(',')).Distinct()];
        var fault =
            wanted.Length > StatusFilter.MostTypes || !wanted.All(StatusFilter.IsType) ? TypeUnknown
            : unit is not null && !IsPath(unit) ? UnitInvalid
            : title is { Length: 0 or > LongestWord } ? TitleInvalid
            : null;
        return (new FeedWish(dossier, plan, new StatusFilter(wanted, unit, title)), fault);
    }

    private static bool IsPath(string unit) =>
        unit.Length is > 0 and <= LongestWord && unit.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-');
}

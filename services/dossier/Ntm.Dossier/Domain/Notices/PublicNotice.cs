using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Notices;

/// <summary>
/// The public notice (công khai lấy ý kiến) of one round: since when and where the report is posted, when it was read out, and what
/// people said. It never changes: every act gives the next one.
/// </summary>
internal sealed record PublicNotice
{
    public const int MostBroadcasts = 200;
    public const int MostComments = 500;
    public const int LongestPlace = 200;

    public required string Stage { get; init; }
    public required int Round { get; init; }

    /// <summary>Legal day on which the report was posted; it does not count.</summary>
    public required DateOnly StartedOn { get; init; }
    public required IReadOnlyList<string> Places { get; init; }
    public ImmutableList<Broadcast> Broadcasts { get; init; } = [];
    public ImmutableList<NoticeComment> Comments { get; init; } = [];

    /// <summary>The first instant after the days of the notice, which without a shortest time is its beginning; null when they lead
    /// beyond the calendar's data.</summary>
    public DateTimeOffset? EndsAt(DaysFigure days, WorkingDayCalendar calendar) =>
        days.Days == 0 ? VietnamTime.StartOf(StartedOn)
        : days.Kind == DayKind.Calendar ? VietnamTime.EndOf(StartedOn.AddDays(days.Days))
        : calendar.TryAddWorkingDays(StartedOn, days.Days, out var last) ? VietnamTime.EndOf(last)
        : null;
}

/// <summary>The report was read out on the loudspeakers.</summary>
internal sealed record Broadcast(DateTimeOffset At, string Place);

/// <summary>A comment on the report, by a household, group or organisation and never by name.</summary>
/// <param name="Number">Counts the comments of the notice from 1.</param>
/// <param name="From">Role of who commented, e.g. "Hộ dân".</param>
/// <param name="Village">Village, if it came from one.</param>
/// <param name="Text">What was said.</param>
/// <param name="ReceivedOn">Legal day.</param>
/// <param name="Answer">The answer of the commune; null while there is none.</param>
internal sealed record NoticeComment(
    int Number,
    string From,
    string? Village,
    string Text,
    DateOnly ReceivedOn,
    NoticeAnswer? Answer = null
);

/// <summary>The answer to a comment.</summary>
internal sealed record NoticeAnswer(string Text, string By, DateTimeOffset At);

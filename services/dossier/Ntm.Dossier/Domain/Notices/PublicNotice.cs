using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

    /// <summary>Comments that residents may send by themselves; the rest is for what the commune takes down.</summary>
    public const int MostOfResidents = 300;

    public required string Stage { get; init; }
    public required int Round { get; init; }

    /// <summary>Legal day on which the report was posted; it does not count.</summary>
    public required DateOnly StartedOn { get; init; }
    public required IReadOnlyList<string> Places { get; init; }
    public ImmutableList<Broadcast> Broadcasts { get; init; } = [];
    public ImmutableList<NoticeComment> Comments { get; init; } = [];

    /// <summary>The comments that were not taken out again.</summary>
    [JsonIgnore]
    public IEnumerable<NoticeComment> Standing => Comments.Where(comment => comment.RemovedAt is null);

    /// <summary>The first instant after the days of the notice, which without a shortest time are its first one; null when they lead
    /// beyond the calendar's data.</summary>
    public DateTimeOffset? EndsAt(DaysFigure days, WorkingDayCalendar calendar) =>
        days.Days == 0 || days.Kind == DayKind.Calendar ? VietnamTime.EndOf(StartedOn.AddDays(days.Days))
        : calendar.TryAddWorkingDays(StartedOn, days.Days, out var last) ? VietnamTime.EndOf(last)
        : null;

    /// <summary>The first instant that is too late for a comment; null where none is fixed: the notice then ends when the commune ends
    /// it.</summary>
    public DateTimeOffset? CommentsEndAt(DaysFigure days, WorkingDayCalendar calendar) => days.Days == 0 ? null : EndsAt(days, calendar);
}

/// <summary>The report was read out on the loudspeakers.</summary>
internal sealed record Broadcast(DateTimeOffset At, string Place);

/// <summary>A comment on the report: taken down by the commune, by role and never by name, or sent by a resident.</summary>
/// <param name="Number">Counts the comments of the notice from 1.</param>
/// <param name="From">Role of who commented, e.g. "Hộ dân".</param>
/// <param name="Village">Village, if it came from one.</param>
/// <param name="Text">What was said.</param>
/// <param name="ReceivedOn">Legal day.</param>
/// <param name="Answer">The answer of the commune; null while there is none.</param>
/// <param name="Resident">Who sent it without an account; null for what the commune took down.</param>
internal sealed record NoticeComment(
    int Number,
    string From,
    string? Village,
    string Text,
    DateOnly ReceivedOn,
    NoticeAnswer? Answer = null,
    Resident? Resident = null
)
{
    /// <summary>When it was taken out, with its words; null while it stands.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>The answer to a comment.</summary>
/// <param name="Text">What is answered.</param>
/// <param name="By">Account that answered.</param>
/// <param name="At">When.</param>
/// <param name="Published">Whether anybody may read it beside the resident's comment.</param>
internal sealed record NoticeAnswer(string Text, string By, DateTimeOffset At, bool Published = false);

using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Content;

/// <summary>How often somebody reports.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Rhythm>))]
public enum Rhythm
{
    /// <summary>Every day.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>Every week.</summary>
    [JsonStringEnumMemberName("weekly")]
    Weekly,

    /// <summary>Every month.</summary>
    [JsonStringEnumMemberName("monthly")]
    Monthly,

    /// <summary>From time to time; the plan does not say how often.</summary>
    [JsonStringEnumMemberName("periodic")]
    Periodic,

    /// <summary>All the time.</summary>
    [JsonStringEnumMemberName("continuous")]
    Continuous,

    /// <summary>As the rules demand.</summary>
    [JsonStringEnumMemberName("as-required")]
    AsRequired,

    /// <summary>When there is cause.</summary>
    [JsonStringEnumMemberName("as-needed")]
    AsNeeded,
}

/// <summary>What is reported.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportMedium>))]
public enum ReportMedium
{
    /// <summary>Figures and words.</summary>
    [JsonStringEnumMemberName("report")]
    Report,

    /// <summary>The work of the next week.</summary>
    [JsonStringEnumMemberName("next-week")]
    NextWeek,

    /// <summary>Photographs.</summary>
    [JsonStringEnumMemberName("photos")]
    Photos,

    /// <summary>A meeting.</summary>
    [JsonStringEnumMemberName("meeting")]
    Meeting,

    /// <summary>A review.</summary>
    [JsonStringEnumMemberName("review")]
    Review,

    /// <summary>A difficulty.</summary>
    [JsonStringEnumMemberName("difficulty")]
    Difficulty,
}

/// <summary>What happens to a cut-off on a day off.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HolidayRule>))]
public enum HolidayRule
{
    /// <summary>It stays; the plan is warned.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,

    /// <summary>It moves to the working day before.</summary>
    [JsonStringEnumMemberName("before")]
    Before,

    /// <summary>It moves to the next working day.</summary>
    [JsonStringEnumMemberName("after")]
    After,
}

/// <summary>Who reports what to whom, and when.</summary>
public sealed record ReportingRule
{
    /// <summary>Key in the plan, e.g. <c>R01</c>.</summary>
    [Text(40)]
    public required string Key { get; init; }

    /// <summary>Keys of the bodies that report.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Reporters { get; init; } = [];

    /// <summary>Keys of the bodies with which they do it.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Keys of the bodies that receive it.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Receivers { get; init; } = [];

    /// <summary>Key of the body through which it goes; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Via { get; init; }

    /// <summary>How often.</summary>
    public required Rhythm Rhythm { get; init; }

    /// <summary>Day of the week of a weekly cut-off; null where the plan names none.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>Day of the month of a monthly cut-off, 1 to 31, the last day where the month is shorter; null where none is
    /// named.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Hour before which it must be there, local; null where the whole day is in time.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary><c>by-end-of-day</c>, <c>before-instant</c> or <c>none</c>.</summary>
    public DueKind CutOff { get; init; }

    /// <summary>What happens to a cut-off on a day off.</summary>
    public HolidayRule OnHoliday { get; init; }

    /// <summary>Keys of the periods in which it is due; empty for the main one.</summary>
    [Items(0, 20, LongestText = 40)]
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <summary>What is reported.</summary>
    [Items(1, 6)]
    public required IReadOnlyList<ReportMedium> Media { get; init; }

    /// <summary>Where else, e.g. <c>Facebook, Zalo</c>.</summary>
    [Text(120, Optional = true)]
    public string? Channel { get; init; }

    /// <summary>Remark.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}
